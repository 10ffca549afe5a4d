// What suits everyone, with what each would probably give it.
import type { GroupRecommendation } from '@movies/contract';
import { useRef, useState } from 'react';
import { Poster } from '../../movies/poster.tsx';
import { PageLink } from '../../routes/page-link.tsx';
import { paths } from '../../routes/paths.ts';
import { useMember } from '../../session/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { Loading } from '../../ui/skeleton.tsx';
import { Empty, ProblemNote } from '../../ui/states.tsx';
import { say } from '../../ui/toast-store.ts';
import { format } from '../../words/index.ts';
import { recommend } from '../../words/recommend.ts';
import { focusInPlace } from '../recommend/focus-in-place.ts';
import item from '../recommend/suggestion.module.css';
import { metaOf, SuggestionSkeletons } from '../recommend/suggestion.tsx';
import type { Person } from './people.ts';
import css from './together.module.css';
import { useGroupList } from './use-group.ts';

const said = recommend.group;
const SHOWN = 24;

export function ForAll({ others }: { others: readonly Person[] }) {
  const me = useMember();
  const [vetoes, setVetoes] = useState<readonly number[]>([]);
  const { data, error, refetch } = useGroupList(others, vetoes, true);
  const films = data?.filter(({ movie }) => !vetoes.includes(movie.id)).slice(0, SHOWN);
  const names = new Map([
    [me?.id ?? 0, said.you],
    ...others.map(({ id, username }): [number, string] => [id, username]),
  ]);
  const list = useRef<HTMLOListElement>(null);
  const veto = ({ id, title }: GroupRecommendation['movie'], at: number) => {
    setVetoes((before) => [...before, id]);
    const takeBack = () => setVetoes((before) => before.filter((other) => other !== id));
    say(said.vetoed(title), { label: said.unveto, do: takeBack });
    focusInPlace(list.current, at);
  };
  if (error && !films) return <ProblemNote error={error} retry={() => void refetch()} />;
  if (films?.length === 0) return <Empty title={said.none} text={said.noneMore} />;
  return (
    <>
      {!films && <Loading />}
      <ol ref={list} className={css.list}>
        {films ? (
          films.map((film, at) => (
            <li key={film.movie.id}>
              <ForEach {...film} names={names} onVeto={() => veto(film.movie, at)} />
            </li>
          ))
        ) : (
          <SuggestionSkeletons />
        )}
      </ol>
    </>
  );
}

interface ForEachProps extends GroupRecommendation {
  names: ReadonlyMap<number, string>;
  onVeto: () => void;
}

function ForEach({ movie, predicted_ratings, names, onVeto }: ForEachProps) {
  return (
    <article className={item.item}>
      <PageLink to={paths.movie(movie.id)} aria-hidden="true" tabIndex={-1}>
        <Poster film={movie} sizes="(max-width: 40rem) 28vw, 9rem" />
      </PageLink>
      <div className={item.words}>
        <h2 className={item.title}>
          <PageLink to={paths.movie(movie.id)}>{movie.title}</PageLink>
        </h2>
        <p className={item.meta}>{metaOf(movie)}</p>
        <ul className={css.each} aria-label={said.expected}>
          {predicted_ratings.map(({ user_id, rating }) => (
            <li key={user_id}>
              <span className={css.name}>{names.get(user_id) ?? said.person(user_id)}</span>
              <span className={css.bar} aria-hidden="true">
                <span style={{ width: `${((rating ?? 0) / 5) * 100}%` }} />
              </span>
              <span className={css.stars}>{rating === null ? said.stranger : format.mean(rating)}</span>
            </li>
          ))}
        </ul>
        <div className={item.actions}>
          <Button small icon="close" data-dismisses="" aria-label={said.vetoOf(movie.title)} onClick={onVeto}>
            {said.veto}
          </Button>
        </div>
      </div>
    </article>
  );
}
