// The frame of all pages about getting in and out: a form, and a wall of posters beside it where there is room.
import { popularMovies } from '@movies/contract';
import type { ReactNode } from 'react';
import { useAnswer } from '../api/hooks.ts';
import { Poster } from '../movies/poster.tsx';
import { PageTitle } from '../routes/page-title.tsx';
import css from './account.module.css';

interface AccountPageProps {
  title: string;
  lead?: string;
  children: ReactNode;
  foot?: ReactNode;
}

export function AccountPage({ title, lead, children, foot }: AccountPageProps) {
  return (
    <div className={css.page}>
      <div className={css.panel}>
        <div className={css.head}>
          <PageTitle>{title}</PageTitle>
          {lead && <p className={css.lead}>{lead}</p>}
        </div>
        {children}
        {foot && <div className={css.foot}>{foot}</div>}
      </div>
      <Wall />
    </div>
  );
}

const ON_THE_WALL = 6;

function Wall() {
  const { data } = useAnswer(popularMovies, { query: { limit: 20 } });
  return (
    <ul className={css.wall} aria-hidden="true">
      {data?.body.data.slice(4, 4 + ON_THE_WALL).map((film) => (
        <li key={film.id}>
          <Poster film={film} />
        </li>
      ))}
    </ul>
  );
}
