// What a review says: behind a veil when it gives the film away, folded when it is long.
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { words } from '../words/index.ts';
import css from './review-card.module.css';

interface ReviewTextProps {
  text: string;
  spoils: boolean;
  /** Longer ones are folded. */
  foldAt?: number;
}

export function ReviewText({ text, spoils, foldAt = 420 }: ReviewTextProps) {
  const [isVeiled, setVeiled] = useState(spoils);
  const [isFolded, setFolded] = useState(text.length > foldAt);
  if (isVeiled) {
    return (
      <div className={css.veil}>
        <span>{words.reviews.veil}</span>
        <Button small onClick={() => setVeiled(false)}>
          {words.reviews.unveil}
        </Button>
      </div>
    );
  }
  return (
    <>
      <p className={isFolded ? `${css.text} ${css.clamped}` : css.text}>{text}</p>
      {text.length > foldAt && (
        <div>
          <Button look="quiet" small aria-expanded={!isFolded} onClick={() => setFolded(!isFolded)}>
            {isFolded ? words.reviews.readAll : words.reviews.less}
          </Button>
        </div>
      )}
    </>
  );
}
