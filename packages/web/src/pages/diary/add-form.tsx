// Writes a film into the diary.
import { useState } from 'react';
import { noteInDiary, today } from '../../mine/lists.ts';
import type { Film } from '../../movies/film.ts';
import { FilmPicker } from '../../movies/film-picker.tsx';
import { dropDraft, useDraft } from '../../session/drafts.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Form, useSubmit } from '../../ui/form.tsx';
import { say } from '../../ui/toast-store.ts';
import { words } from '../../words/index.ts';
import { me } from '../../words/me.ts';
import css from '../diary.module.css';

const DRAFT = 'diary';

interface Noting {
  title: string;
  film: Pick<Film, 'id' | 'title'> | null;
  date: string;
}

export function AddForm({ onClose }: { onClose: () => void }) {
  const [{ title, film, date }, setNoting] = useDraft<Noting>(DRAFT, { title: '', film: null, date: today() });
  const [isMissing, setMissing] = useState(false);
  const { submit, busy, problem, wrong } = useSubmit(async () => {
    if (!film) return setMissing(true);
    await noteInDiary(film.id, date || null);
    dropDraft(DRAFT);
    say(me.diary.noted(film.title));
    onClose();
  });
  return (
    <section className={css.adding} aria-label={me.diary.add}>
      <Form onSubmit={submit} problem={problem}>
        <FilmPicker
          label={me.diary.film}
          hint={me.diary.filmHint}
          wrong={isMissing && !film ? me.diary.choose : undefined}
          value={title}
          onType={(text) => setNoting({ title: text, film: film?.title === text ? film : null, date })}
          onPick={(picked) => setNoting({ title: picked.title, film: { id: picked.id, title: picked.title }, date })}
        />
        <TextField
          label={me.diary.when}
          hint={me.diary.whenHint}
          wrong={wrong('watched_at')}
          type="date"
          min="1888-01-01"
          max={today()}
          value={date}
          onChange={({ target }) => setNoting({ title, film, date: target.value })}
        />
        <div className={css.buttons}>
          <Button type="submit" look="primary" busy={busy}>
            {me.diary.save}
          </Button>
          <Button look="quiet" onClick={onClose}>
            {words.form.cancel}
          </Button>
        </div>
      </Form>
    </section>
  );
}
