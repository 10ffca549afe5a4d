// A line of the diary: the day, the film, and what one thought of it.
import type { ListedMovie } from '@movies/contract';
import { type FormEvent, useState } from 'react';
import { changeDate, takeOff, today } from '../../mine/lists.ts';
import { FilmMeta } from '../../movies/movie-card.tsx';
import { Poster } from '../../movies/poster.tsx';
import { PageLink } from '../../routes/page-link.tsx';
import { paths } from '../../routes/paths.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Stars } from '../../ui/stars.tsx';
import { format } from '../../words/index.ts';
import { me } from '../../words/me.ts';
import css from '../diary.module.css';

export function Entry({ listed }: { listed: ListedMovie }) {
  const [isDating, setDating] = useState(false);
  const { movie, watched_at } = listed;
  const rating = movie.my?.rating;
  return (
    <li className={css.entry}>
      <Day date={watched_at} />
      <PageLink to={paths.movie(movie.id)} className={css.poster} aria-hidden="true" tabIndex={-1}>
        <Poster film={movie} sizes="56px" />
      </PageLink>
      <div className={css.film}>
        <PageLink to={paths.movie(movie.id)} className={css.title}>
          {movie.title}
        </PageLink>
        <FilmMeta film={movie} />
      </div>
      <div className={css.stars}>{typeof rating === 'number' && <Stars value={rating} />}</div>
      <div className={css.tools}>
        <IconButton
          icon="calendar"
          label={me.diary.editDate(movie.title)}
          aria-expanded={isDating}
          onClick={() => setDating(!isDating)}
        />
        <IconButton
          icon="close"
          label={me.lists.removeNamed(movie.title)}
          onClick={() => void takeOff('watched', listed)}
        />
      </div>
      {isDating && <DateForm listed={listed} onDone={() => setDating(false)} />}
    </li>
  );
}

function Day({ date }: { date: string | null | undefined }) {
  if (!date) return <span className={css.day}>–</span>;
  return (
    <time className={css.day} dateTime={date}>
      <span aria-hidden="true">{format.dayNumber(date)}</span>
      <small aria-hidden="true">{format.weekday(date)}</small>
      <span className="visually-hidden">{format.date(date)}</span>
    </time>
  );
}

function DateForm({ listed, onDone }: { listed: ListedMovie; onDone: () => void }) {
  const [date, setDate] = useState(listed.watched_at ?? today());
  const save = (watchedAt: string | null) => {
    onDone();
    void changeDate(listed, watchedAt);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save(date || null);
  };
  return (
    <form className={css.dateForm} onSubmit={submit}>
      <TextField
        label={me.diary.when}
        type="date"
        max={today()}
        min="1888-01-01"
        autoFocus
        value={date}
        onChange={({ target }) => setDate(target.value)}
      />
      <Button type="submit" look="primary">
        {me.diary.saveDate}
      </Button>
      {listed.watched_at && (
        <Button look="quiet" onClick={() => save(null)}>
          {me.diary.noDate}
        </Button>
      )}
    </form>
  );
}
