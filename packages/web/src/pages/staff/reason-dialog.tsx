// Asks why, before something is done that others will want to know the reason of. What one typed is kept until it is sent.
import type { ReactNode } from 'react';
import { useDraft } from '../../session/drafts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Form, useSubmit } from '../../ui/form.tsx';
import { words } from '../../words/index.ts';
import css from './staff.module.css';

interface ReasonDialogProps {
  /** Of what the reason is a draft. */
  draft: string;
  title: string;
  text: string;
  label: string;
  hint: string;
  required?: boolean;
  yes: string;
  isHard?: boolean;
  send: (reason: string) => Promise<unknown>;
  onClose: () => void;
  children?: ReactNode;
}

export function ReasonDialog(props: ReasonDialogProps) {
  const { draft, title, text, label, hint, required = false, yes, isHard = false, send, onClose, children } = props;
  const [reason, setReason, drop] = useDraft(draft, '');
  const { submit, busy, problem, wrong } = useSubmit(async () => {
    await send(reason.trim());
    drop();
    onClose();
  });
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{text}</p>
      {children}
      <Form onSubmit={submit} problem={problem}>
        <TextArea
          label={label}
          hint={hint}
          wrong={wrong('reason')}
          optional={!required}
          required={required}
          maxLength={500}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <div className={css.actions}>
          <Button type="submit" look={isHard ? 'danger' : 'primary'} busy={busy}>
            {yes}
          </Button>
          <Button look="quiet" onClick={onClose}>
            {words.form.cancel}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
