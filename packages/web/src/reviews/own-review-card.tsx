// A review of mine, with what I can do about it.
import { deleteReview, type Review } from '@movies/contract';
import { useState } from 'react';
import { call } from '../api/call.ts';
import { Button } from '../ui/button.tsx';
import { AskDialog } from '../ui/dialog.tsx';
import { sentenceOf } from '../ui/sentence.ts';
import { say } from '../ui/toast-store.ts';
import { words } from '../words/index.ts';
import { outdateReviews } from './changed.ts';
import { ReviewCard } from './review-card.tsx';
import css from './review-form.module.css';

interface OwnReviewCardProps {
  review: Review;
  namesFilm?: boolean;
  onEdit: () => void;
}

export function OwnReviewCard({ review, namesFilm = false, onEdit }: OwnReviewCardProps) {
  const [isAsking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const remove = async () => {
    setBusy(true);
    try {
      await call(deleteReview, { params: { id: review.movie_id } });
      setAsking(false);
      say(words.reviews.deleted);
      await outdateReviews();
    } catch (error) {
      say(sentenceOf(error));
    }
    setBusy(false);
  };
  return (
    <ReviewCard review={review} namesFilm={namesFilm}>
      <div className={css.actions}>
        <Button small icon="pencil" onClick={onEdit}>
          {words.reviews.edit}
        </Button>
        <Button small look="quiet" icon="trash" onClick={() => setAsking(true)}>
          {words.reviews.delete}
        </Button>
      </div>
      {isAsking && (
        <AskDialog
          title={words.reviews.deleteAsk}
          text={words.reviews.deleteMore}
          yes={words.reviews.delete}
          busy={busy}
          onYes={() => void remove()}
          onNo={() => setAsking(false)}
        />
      )}
    </ReviewCard>
  );
}
