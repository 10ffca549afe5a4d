// Where a file is dropped, or chosen.
import { type DragEvent, useId, useRef, useState } from 'react';
import { Refusal } from '../../api/call.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { ProblemNote } from '../../ui/states.tsx';
import { imports } from '../../words/import.ts';
import css from '../import.module.css';
import type { Sending } from './sending.ts';

const MOST_BYTES = 100 * 1024 * 1024;

export function DropZone({ sending, isDry }: { sending: Sending; isDry: boolean }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [isTooLarge, setTooLarge] = useState(false);
  const take = (file: File | undefined) => {
    setOver(false);
    if (!file || sending.file) return;
    setTooLarge(file.size > MOST_BYTES);
    if (file.size <= MOST_BYTES) sending.send(file, isDry);
  };
  const over = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    take(event.dataTransfer.files[0]);
  };
  return (
    <>
      {isTooLarge && <ProblemNote error={new Refusal(413, { message: imports.tooLarge })} />}
      {sending.problem === undefined ? null : <ProblemNote error={sending.problem} />}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button within does the same */}
      <div
        className={classes(css.zone, isOver && css.over)}
        onDragOver={over}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {sending.file ? (
          <Progress file={sending.file} sending={sending} />
        ) : (
          <>
            <Icon name="upload" size={36} />
            <p className={css.drop}>{isOver ? imports.dropNow : imports.drop}</p>
            <p className={css.soft}>{imports.or}</p>
            <Button look="primary" onClick={() => input.current?.click()} aria-describedby={id}>
              {imports.choose}
            </Button>
            <p id={id} className={css.soft}>
              {imports.kinds}
            </p>
          </>
        )}
        <input
          ref={input}
          type="file"
          hidden
          accept=".csv,.json,.zip,.txt,text/csv,application/json,application/zip"
          onChange={({ target }) => {
            take(target.files?.[0]);
            target.value = '';
          }}
        />
      </div>
    </>
  );
}

function Progress({ file, sending: { share, cancel } }: { file: File; sending: Sending }) {
  const id = useId();
  return (
    <>
      <p className={css.drop} id={id}>
        {imports.sending(file.name)}
      </p>
      <progress className={css.progress} max={1} value={share} aria-labelledby={id} />
      <p className={css.soft}>{imports.sent(share)}</p>
      <Button look="quiet" onClick={cancel}>
        {imports.cancel}
      </Button>
    </>
  );
}
