// What others do with a review: like it, say something to it, report it.
import { likeReview, type Review, unlikeReview } from '@movies/contract';
import { useId, useState } from 'react';
import { call } from '../api/call.ts';
import { asMember } from '../movies/marks/marks.ts';
import { useMember } from '../session/use-session.ts';
import { Button } from '../ui/button.tsx';
import { sentenceOf } from '../ui/sentence.ts';
import { say } from '../ui/toast-store.ts';
import { format, words } from '../words/index.ts';
import { Comments } from './comments.tsx';
import { ReportDialog } from './report-dialog.tsx';
import css from './review-actions.module.css';

export function ReviewActions({ review }: { review: Review }) {
  const [isOpen, setOpen] = useState(false);
  const [isReporting, setReporting] = useState(false);
  const [count, setCount] = useState(review.comment_count);
  const member = useMember();
  const id = useId();
  const isMine = member?.id === review.user_id;
  return (
    <>
      <div className={css.actions}>
        <LikeButton review={review} isMine={isMine} />
        <Button
          look="quiet"
          small
          icon="comment"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
        >
          {words.reviews.comments(count)}
        </Button>
        {!isMine && (
          <Button look="quiet" small icon="flag" onClick={() => asMember() && setReporting(true)}>
            {words.reviews.report}
          </Button>
        )}
      </div>
      <div id={id}>{isOpen && <Comments reviewId={review.id} onCount={setCount} />}</div>
      {isReporting && <ReportDialog of={{ review: review.id }} onClose={() => setReporting(false)} />}
    </>
  );
}

function LikeButton({ review, isMine }: { review: Review; isMine: boolean }) {
  const [shown, setShown] = useState({ liked: review.liked ?? false, count: review.like_count });
  const toggle = async () => {
    if (!asMember()) return;
    const before = shown;
    setShown({ liked: !shown.liked, count: shown.count + (shown.liked ? -1 : 1) });
    try {
      const { body } = await call(shown.liked ? unlikeReview : likeReview, { params: { id: review.id } });
      setShown({ liked: body.liked ?? !before.liked, count: body.like_count });
    } catch (error) {
      setShown(before);
      say(`${sentenceOf(error)} ${words.states.notSaved}`);
    }
  };
  if (isMine) return <span className={css.likes}>{words.reviews.likes(shown.count)}</span>;
  return (
    <Button
      look="quiet"
      small
      icon="heart"
      filled={shown.liked}
      aria-pressed={shown.liked}
      onClick={() => void toggle()}
    >
      <span className="visually-hidden">{words.reviews.like}: </span>
      {format.count(shown.count)}
    </Button>
  );
}
