// Sends a file, and tells how much of it has gone.
import type { Problem } from '@movies/contract';
import { currentToken } from '../session/session.ts';
import { Refusal } from './call.ts';

interface Upload {
  path: string;
  file: File;
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

interface Sent {
  status: number;
  text: string;
}

/** Resolves with the body of a good answer. */
export async function upload<T>(given: Upload): Promise<T> {
  const token = await currentToken().catch(() => {
    throw new Refusal(0, {});
  });
  const { status, text } = await send(given, token ?? '');
  const body = parsed(text);
  if (status >= 400) throw new Refusal(status, body as Problem);
  return body as T;
}

/** `fetch` does not tell how far it is. */
function send({ path, file, onProgress, signal }: Upload, token: string): Promise<Sent> {
  const request = new XMLHttpRequest();
  request.open('POST', path);
  request.setRequestHeader('authorization', `Bearer ${token}`);
  const form = new FormData();
  form.append('file', file, file.name);
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => request.abort());
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve({ status: request.status, text: request.responseText });
    request.onerror = () => reject(new Refusal(0, {}));
    request.onabort = () => reject(new DOMException('', 'AbortError'));
    request.send(form);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
