// A dialog over the page, by the browser's own element: it keeps the focus within, closes with Escape, and gives the
// focus back.
import { type MouseEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { words } from '../words/index.ts';
import { Button, IconButton } from './button.tsx';
import css from './dialog.module.css';

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** Open as long as it is there. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const opened = dialog.current;
    if (opened && !opened.open) opened.showModal();
    return () => opened?.close();
  }, []);
  const closeOutside = ({ target }: MouseEvent) => target === dialog.current && onClose();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it for the keyboard
    <dialog ref={dialog} className={css.dialog} aria-labelledby={id} onCancel={onClose} onClick={closeOutside}>
      <div className={css.head}>
        <h2 id={id}>{title}</h2>
        <IconButton icon="close" label={words.form.close} onClick={onClose} />
      </div>
      <div className={css.body}>{children}</div>
    </dialog>
  );
}

interface AskProps {
  title: string;
  text: string;
  yes: string;
  onYes: () => void;
  onNo: () => void;
  busy?: boolean;
}

/** A question before something that can't be undone. */
export function AskDialog({ title, text, yes, onYes, onNo, busy = false }: AskProps) {
  return (
    <Dialog title={title} onClose={onNo}>
      <p>{text}</p>
      <div className={css.actions}>
        <Button look="quiet" onClick={onNo}>
          {words.form.cancel}
        </Button>
        <Button look="danger" onClick={onYes} busy={busy}>
          {yes}
        </Button>
      </div>
    </Dialog>
  );
}
