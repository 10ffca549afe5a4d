import { reportComment, reportReview } from '@movies/contract';
import { useState } from 'react';
import { call } from '../api/call.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Select, TextArea } from '../ui/field.tsx';
import { Form, useSubmit } from '../ui/form.tsx';
import { say } from '../ui/toast-store.ts';
import { words } from '../words/index.ts';

type Reason = keyof typeof words.reviews.reasons;

interface ReportDialogProps {
  of: { review: number } | { comment: number };
  onClose: () => void;
}

export function ReportDialog({ of, onClose }: ReportDialogProps) {
  const [reason, setReason] = useState<Reason>('spam');
  const [note, setNote] = useState('');
  const { submit, busy, problem, wrong } = useSubmit(async () => {
    const body = { reason, note };
    if ('review' in of) await call(reportReview, { params: { id: of.review }, body });
    else await call(reportComment, { params: { id: of.comment }, body });
    say(words.reviews.reported);
    onClose();
  });
  const choices = Object.entries(words.reviews.reasons).map(([value, label]) => ({ value, label }));
  return (
    <Dialog title={words.reviews.reportTitle} onClose={onClose}>
      <Form onSubmit={submit} problem={problem}>
        <Select
          label={words.reviews.report}
          value={reason}
          choices={choices}
          onChange={(value) => setReason(value as Reason)}
        />
        <TextArea
          label={words.reviews.reportNote}
          wrong={wrong('note')}
          optional
          maxLength={2_000}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
        <div>
          <Button type="submit" look="primary" busy={busy}>
            {words.reviews.reportSend}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
