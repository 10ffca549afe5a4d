import { editReview, type MovieInFull, type Review, writeReview } from '@movies/contract';
import { call } from '../api/call.ts';
import { useDraft } from '../session/drafts.ts';
import { Button } from '../ui/button.tsx';
import { Check, TextArea, TextField } from '../ui/field.tsx';
import { Form, useSubmit } from '../ui/form.tsx';
import { say } from '../ui/toast-store.ts';
import { words } from '../words/index.ts';
import { outdateReviews } from './changed.ts';
import css from './review-form.module.css';

interface ReviewFormProps {
  movie: Pick<MovieInFull, 'id' | 'title'>;
  /** The one to edit; without one it is written anew. */
  review?: Review | undefined;
  onDone: () => void;
  onCancel: () => void;
}

export function ReviewForm({ movie, review, onDone, onCancel }: ReviewFormProps) {
  const said = words.reviews;
  const initial = {
    title: review?.title ?? '',
    review: review?.review ?? '',
    contains_spoilers: review?.contains_spoilers ?? false,
  };
  const [draft, setDraft, dropDraft] = useDraft(`review.${movie.id}`, initial);
  const { submit, busy, problem, wrong } = useSubmit(async () => {
    await call(review ? editReview : writeReview, { params: { id: movie.id }, body: draft });
    dropDraft();
    await outdateReviews();
    say(review ? said.saved : said.posted);
    onDone();
  });
  const cancel = () => {
    dropDraft();
    onCancel();
  };
  return (
    <div className={css.form}>
      <h3>{review ? said.edit : said.write}</h3>
      <Form onSubmit={submit} problem={problem}>
        <TextField
          label={said.heading}
          hint={said.headingHint}
          wrong={wrong('title')}
          optional
          maxLength={200}
          value={draft.title}
          onChange={({ target }) => setDraft({ ...draft, title: target.value })}
        />
        <TextArea
          label={said.text}
          wrong={wrong('review')}
          required
          maxLength={20_000}
          value={draft.review}
          onChange={({ target }) => setDraft({ ...draft, review: target.value })}
        />
        <Check
          label={said.spoilers}
          hint={said.spoilersHint}
          checked={draft.contains_spoilers}
          onChange={(contains_spoilers) => setDraft({ ...draft, contains_spoilers })}
        />
        <div className={css.actions}>
          <Button type="submit" look="primary" busy={busy}>
            {review ? said.save : said.post}
          </Button>
          <Button look="quiet" onClick={cancel}>
            {words.form.cancel}
          </Button>
        </div>
      </Form>
    </div>
  );
}
