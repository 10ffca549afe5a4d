// My review of a film: to write, to read, to edit, to delete.
import { type MovieInFull, myReview } from '@movies/contract';
import { useState } from 'react';
import { useAnswer } from '../api/hooks.ts';
import { asMember } from '../movies/marks/marks.ts';
import { readDraft } from '../session/drafts.ts';
import { useMember } from '../session/use-session.ts';
import { Button } from '../ui/button.tsx';
import { words } from '../words/index.ts';
import { OwnReviewCard } from './own-review-card.tsx';
import { ReviewForm } from './review-form.tsx';

export function MyReview({ movie }: { movie: MovieInFull }) {
  const member = useMember();
  const hasOne = (movie.my?.review_id ?? null) !== null;
  const { data } = useAnswer(myReview, { params: { id: movie.id } }, { enabled: member !== undefined && hasOne });
  const [isOpen, setOpen] = useState(() => readDraft(`review.${movie.id}`) !== undefined);
  const review = hasOne ? data?.body : undefined;
  const close = () => setOpen(false);
  if (member && isOpen && (!hasOne || review)) {
    return <ReviewForm key={review?.id} movie={movie} review={review} onDone={close} onCancel={close} />;
  }
  if (review) return <OwnReviewCard review={review} onEdit={() => setOpen(true)} />;
  if (hasOne) return null;
  return (
    <div>
      <Button look="primary" icon="pencil" onClick={() => asMember() && setOpen(true)}>
        {words.reviews.write}
      </Button>
    </div>
  );
}
