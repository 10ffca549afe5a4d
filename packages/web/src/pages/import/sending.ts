// A file on its way to the platform. The last one is remembered, so that after a look it can be sent for real.
import { startImport } from '@movies/contract';
import { useEffect, useRef, useState } from 'react';
import type { BodyFrom } from '../../api/call.ts';
import { upload } from '../../api/upload.ts';
import { goTo } from '../../routes/go-to.ts';
import { paths } from '../../routes/paths.ts';

interface Looked {
  /** Of the import that was only a look. */
  id: number;
  file: File;
}

let looked: Looked | undefined;

/** The file of an import that was only a look, where this tab still has it. */
export function fileLookedAt(id: number): File | undefined {
  return looked?.id === id ? looked.file : undefined;
}

export interface Sending {
  file: File | undefined;
  share: number;
  problem: unknown;
  send: (file: File, isDry: boolean) => void;
  cancel: () => void;
}

export function useSending(): Sending {
  const [file, setFile] = useState<File>();
  const [share, setShare] = useState(0);
  const [problem, setProblem] = useState<unknown>();
  const abort = useRef(new AbortController());
  useEffect(() => () => abort.current.abort(), []);
  const send = (chosen: File, isDry: boolean) => {
    abort.current = new AbortController();
    setFile(chosen);
    setShare(0);
    setProblem(undefined);
    start(chosen, isDry, setShare, abort.current.signal)
      .catch((error: unknown) => isWanted(error) || setProblem(error))
      .finally(() => setFile(undefined));
  };
  return { file, share, problem, send, cancel: () => abort.current.abort() };
}

const isWanted = (error: unknown) => error instanceof DOMException && error.name === 'AbortError';

async function start(
  file: File,
  isDry: boolean,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const path = isDry ? `${startImport.path}?dry_run=true` : startImport.path;
  const { id } = await upload<BodyFrom<typeof startImport>>({ path, file, onProgress, signal });
  if (isDry) looked = { id, file };
  goTo(paths.importReport(id));
}
