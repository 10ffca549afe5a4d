import { type Comment, commentsOf, deleteComment, writeComment } from '@movies/contract';
import { useEffect, useState } from 'react';
import { call } from '../api/call.ts';
import { outdate, useAnswer } from '../api/hooks.ts';
import { pagesOf } from '../api/paging.ts';
import { PageLink } from '../routes/page-link.tsx';
import { paths } from '../routes/paths.ts';
import { useDraft } from '../session/drafts.ts';
import { useMember } from '../session/use-session.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { TextArea } from '../ui/field.tsx';
import { Form, useSubmit } from '../ui/form.tsx';
import { sentenceOf } from '../ui/sentence.ts';
import { TextSkeleton } from '../ui/skeleton.tsx';
import { ProblemNote } from '../ui/states.tsx';
import { say } from '../ui/toast-store.ts';
import { format, words } from '../words/index.ts';
import { ReportDialog } from './report-dialog.tsx';
import css from './review-actions.module.css';

const SHOWN_AT_ONCE = 100;

interface CommentsProps {
  reviewId: number;
  /** How many there are, once it is known. */
  onCount: (count: number) => void;
}

export function Comments({ reviewId, onCount }: CommentsProps) {
  const asked = { params: { id: reviewId }, query: { limit: SHOWN_AT_ONCE } };
  const { data, error, refetch } = useAnswer(commentsOf, asked);
  const total = data ? Math.max(pagesOf(data.headers).total, data.body.length) : undefined;
  useEffect(() => {
    if (total !== undefined) onCount(total);
  }, [total, onCount]);
  return (
    <div className={css.comments}>
      {!data && !error && <TextSkeleton lines={2} />}
      {error && !data && <ProblemNote error={error} retry={() => void refetch()} />}
      {data?.body.length === 0 && <p className={css.quiet}>{words.reviews.noComments}</p>}
      {data?.body.map((comment) => (
        <OneComment key={comment.id} comment={comment} />
      ))}
      <CommentForm reviewId={reviewId} />
    </div>
  );
}

function OneComment({ comment: { id, user_id, username, text, created_at, hidden } }: { comment: Comment }) {
  const member = useMember();
  const [isReporting, setReporting] = useState(false);
  const remove = () =>
    call(deleteComment, { params: { id } }).then(
      () => outdate(commentsOf),
      (error) => say(sentenceOf(error)),
    );
  return (
    <article className={css.comment}>
      <div className={css.said}>
        <PageLink to={paths.person(user_id)}>{username}</PageLink>
        <time dateTime={created_at} title={format.moment(created_at)}>
          {format.ago(created_at)}
        </time>
        {member && (member.id === user_id || member.is_staff) && (
          <IconButton icon="trash" label={words.reviews.commentDelete} onClick={() => void remove()} />
        )}
        {member && member.id !== user_id && (
          <IconButton icon="flag" label={words.reviews.report} onClick={() => setReporting(true)} />
        )}
      </div>
      {hidden && <p className={css.quiet}>{words.reviews.hidden}</p>}
      <p className={css.text}>{text}</p>
      {isReporting && <ReportDialog of={{ comment: id }} onClose={() => setReporting(false)} />}
    </article>
  );
}

function CommentForm({ reviewId }: { reviewId: number }) {
  const member = useMember();
  const [text, setText, drop] = useDraft(`comment.${reviewId}`, '');
  const { submit, busy, problem, wrong } = useSubmit(async () => {
    await call(writeComment, { params: { id: reviewId }, body: { text } });
    setText('');
    drop();
    await outdate(commentsOf);
  });
  if (!member) return null;
  return (
    <Form onSubmit={submit} problem={problem}>
      <TextArea
        label={words.reviews.comment}
        wrong={wrong('text')}
        required
        rows={2}
        maxLength={5_000}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <div>
        <Button type="submit" small busy={busy}>
          {words.reviews.commentPost}
        </Button>
      </div>
    </Form>
  );
}
