import type { MovieInFull } from '@movies/contract';
import { useId, useState } from 'react';
import { PageLink } from '../../routes/page-link.tsx';
import { paths } from '../../routes/paths.ts';
import { Button } from '../../ui/button.tsx';
import { format, words } from '../../words/index.ts';
import css from '../movie.module.css';

const FIRST_OF_CAST = 6;

export function Cast({ movie: { cast } }: { movie: MovieInFull }) {
  const id = useId();
  const [isWhole, setWhole] = useState(false);
  if (cast.length === 0) return null;
  return (
    <section className={css.section} aria-labelledby={id}>
      <h2 id={id}>{words.movie.cast}</h2>
      <ul className={css.cast}>
        {(isWhole ? cast : cast.slice(0, FIRST_OF_CAST)).map((member) => (
          <li key={member.id}>
            <PageLink to={paths.catalog({ person: member.name })}>{member.name}</PageLink>
            <span>{member.character}</span>
          </li>
        ))}
      </ul>
      {cast.length > FIRST_OF_CAST && (
        <div>
          <Button small aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
            {isWhole ? words.movie.fewerCast : words.movie.allCast(cast.length)}
          </Button>
        </div>
      )}
    </section>
  );
}

function factsOf(movie: MovieInFull): [term: string, fact: string][] {
  const said = words.movie;
  const facts: [string, string | null | undefined][] = [
    [said.original, movie.original_title === movie.title ? '' : movie.original_title],
    [said.released, movie.release_date && format.date(movie.release_date)],
    [said.language, movie.original_language && format.language(movie.original_language)],
    [said.countries, format.list(movie.production_countries.map(({ name }) => name))],
    [said.companies, format.list(movie.production_companies.map(({ name }) => name))],
    [said.budget, movie.budget ? format.money(movie.budget) : ''],
    [said.revenue, movie.revenue ? format.money(movie.revenue) : ''],
  ];
  return facts.filter((fact): fact is [string, string] => Boolean(fact[1]));
}

export function Facts({ movie }: { movie: MovieInFull }) {
  const id = useId();
  const facts = factsOf(movie);
  if (facts.length === 0) return null;
  return (
    <section className={css.section} aria-labelledby={id}>
      <h2 id={id}>{words.movie.facts}</h2>
      <dl className={css.facts}>
        {facts.map(([term, fact]) => (
          <div key={term} className={css.fact}>
            <dt>{term}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
