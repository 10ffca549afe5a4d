// A person's page, for anyone to see: what they love, how they rate, what they wrote.
import { profile as getProfile, type PersonProfile, type RatedMovie, ratingsOf } from '@movies/contract';
import { Refusal } from '../api/call.ts';
import { useAnswer } from '../api/hooks.ts';
import { pagesOf } from '../api/paging.ts';
import { MovieCard } from '../movies/movie-card.tsx';
import { Rail, RailSkeleton } from '../movies/rail.tsx';
import { PageTitle } from '../routes/page-title.tsx';
import type { PageProps } from '../routes/pages.tsx';
import { paths } from '../routes/paths.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Stars } from '../ui/stars.tsx';
import { Empty, ProblemNote } from '../ui/states.tsx';
import { words } from '../words/index.ts';
import { person } from '../words/person.ts';
import { Loves } from './person/loves.tsx';
import { PersonHead } from './person/person-head.tsx';
import { PersonReviews } from './person/person-reviews.tsx';
import { PersonSkeleton } from './person/person-skeleton.tsx';
import { TastePanel } from './person/taste-panel.tsx';
import css from './person.module.css';

export function PersonPage({ params: { id = '' } }: PageProps) {
  const { data, error, refetch } = useAnswer(getProfile, { params: { id: id as unknown as number } });
  if (data) return <PersonShown profile={data.body} />;
  if (error instanceof Refusal && (error.status === 404 || error.status === 400)) return <Gone />;
  if (!error) return <PersonSkeleton />;
  return (
    <div className={css.page}>
      <PageTitle>{words.states.unknown}</PageTitle>
      <ProblemNote error={error} retry={() => void refetch()} />
    </div>
  );
}

const LATEST = 100;
const BEST = 20;

function PersonShown({ profile }: { profile: PersonProfile }) {
  const { id, name, username } = profile;
  const latest = useAnswer(ratingsOf, { params: { id }, query: { sort: 'newest', limit: LATEST } });
  const ratings = latest.data?.body;
  const total = latest.data ? pagesOf(latest.data.headers).total : 0;
  const isNew = ratings?.length === 0;
  return (
    <div className={css.page}>
      <PersonHead profile={profile} />
      {latest.error && !ratings ? <ProblemNote error={latest.error} retry={() => void latest.refetch()} /> : null}
      {isNew && <Empty title={person.noRatings(name || username)} text={person.noRatingsMore} />}
      {ratings && !isNew && <TastePanel ratings={ratings} total={total} />}
      {!isNew && <Best id={id} />}
      {!isNew && <Rated title={person.latest} ratings={ratings?.slice(0, BEST)} />}
      <Loves profile={profile} />
      <PersonReviews id={id} name={name || username} />
    </div>
  );
}

function Best({ id }: { id: number }) {
  const { data, error } = useAnswer(ratingsOf, { params: { id }, query: { sort: 'rating', limit: BEST } });
  return error && !data ? null : <Rated title={person.best} ratings={data?.body} />;
}

function Rated({ title, ratings }: { title: string; ratings: RatedMovie[] | undefined }) {
  return (
    <Rail title={title}>
      {ratings ? (
        ratings.map(({ movie, rating }) => (
          <li key={movie.id}>
            <MovieCard film={movie} note={<Stars value={rating} />} />
          </li>
        ))
      ) : (
        <RailSkeleton />
      )}
    </Rail>
  );
}

function Gone() {
  return (
    <>
      <PageTitle>{person.gone}</PageTitle>
      <Empty title="" text={person.goneMore}>
        <ButtonLink look="primary" to={paths.reviews({ of: 'everyone' })}>
          {words.reviews.title}
        </ButtonLink>
      </Empty>
    </>
  );
}
