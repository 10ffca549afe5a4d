// The head of the home page: for guests what this is, for members a film for tonight.
import type { Recommendation } from '@movies/contract';
import type { Film } from '../../movies/film.ts';
import { FilmMeta } from '../../movies/movie-card.tsx';
import { Poster } from '../../movies/poster.tsx';
import { PageLink } from '../../routes/page-link.tsx';
import { PageTitle } from '../../routes/page-title.tsx';
import { paths } from '../../routes/paths.ts';
import { useMember } from '../../session/use-session.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { PosterSkeleton, TextSkeleton } from '../../ui/skeleton.tsx';
import { words } from '../../words/index.ts';
import css from '../home.module.css';

const ON_THE_WALL = 12;

export function GuestHero({ films = [] }: { films: readonly Film[] | undefined }) {
  const member = useMember();
  return (
    <section className={css.hero}>
      <ul className={css.wall} aria-hidden="true">
        {films.slice(0, ON_THE_WALL).map((film) => (
          <li key={film.id}>
            <Poster film={film} sizes="(max-width: 48rem) 22vw, 12vw" first />
          </li>
        ))}
      </ul>
      <div className={css.words}>
        <PageTitle title={words.home.title} className={css.headline}>
          {words.home.headline}
        </PageTitle>
        <p className={css.lead}>{words.home.lead}</p>
        <div className={css.actions}>
          <ButtonLink look="primary" to={member ? paths.firstRatings : paths.register()}>
            {member ? words.home.coldAction : words.home.join}
          </ButtonLink>
          <ButtonLink to={paths.catalog()}>{words.home.browse}</ButtonLink>
        </div>
      </div>
    </section>
  );
}

export function Tonight({ movie, reason }: Recommendation) {
  return (
    <section className={css.tonight}>
      <PageLink to={paths.movie(movie.id)} aria-hidden="true" tabIndex={-1}>
        <Poster film={movie} sizes="(max-width: 48rem) 40vw, 18rem" first />
      </PageLink>
      <div className={css.words}>
        <p className={css.eyebrow}>{words.home.tonight}</p>
        <PageTitle title={words.home.title} className={css.headline}>
          {movie.title}
        </PageTitle>
        <FilmMeta film={movie} />
        <p className={css.because}>{reason.text}</p>
        <div className={css.actions}>
          <ButtonLink look="primary" to={paths.movie(movie.id)}>
            {words.home.toFilm}
          </ButtonLink>
          <ButtonLink to={paths.recommended}>{words.home.forYouMore}</ButtonLink>
        </div>
      </div>
    </section>
  );
}

export function HeroSkeleton() {
  return (
    <section className={css.tonight} aria-hidden="true">
      <PosterSkeleton />
      <div className={css.words}>
        <TextSkeleton lines={4} />
      </div>
    </section>
  );
}
