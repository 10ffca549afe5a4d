// Who has an account here, and what may be done about it.
import { listPeople } from '@movies/contract';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { useMore } from '../../api/more.ts';
import { useSettled } from '../../search/use-settled.ts';
import { Button } from '../../ui/button.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Empty, ProblemNote } from '../../ui/states.tsx';
import { staff } from '../../words/staff.ts';
import { Outlines } from './outlines.tsx';
import { PersonRow } from './person-row.tsx';
import css from './staff.module.css';

const said = staff.people;
const SETTLES_MS = 250;
const ROLES = ['member', 'staff', 'superuser'] as const;

export function PeoplePart() {
  const [search, setSearch] = useSearchParams();
  const [typed, setTyped] = useState(search.get('q') ?? '');
  const q = useSettled(typed.trim(), SETTLES_MS);
  const role = ROLES.find((one) => one === search.get('role'));
  const state = search.get('state') ?? '';
  const active = state === 'active' ? true : state === 'suspended' ? false : undefined;
  const asked = { ...(q ? { q } : {}), ...(role ? { role } : {}), ...(active === undefined ? {} : { active }) };
  const list = useMore(listPeople, { query: asked });
  const choose = (name: string) => (value: string) =>
    setSearch(
      (before) => {
        if (value) before.set(name, value);
        else before.delete(name);
        return before;
      },
      { replace: true },
    );
  const clear = () => {
    setTyped('');
    setSearch({}, { replace: true });
  };
  return (
    <>
      <PageHead title={staff.parts.people} lead={list.items && said.found(list.total)} />
      <search className={css.filters}>
        <TextField
          label={said.search}
          type="search"
          maxLength={100}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <Select label={said.role} value={role ?? ''} choices={choicesOf(said.roles)} onChange={choose('role')} />
        <Select label={said.state} value={state} choices={choicesOf(said.states)} onChange={choose('state')} />
      </search>
      {list.error && !list.items ? <ProblemNote error={list.error} retry={list.retry} /> : null}
      {!list.items && !list.error && <Outlines />}
      {list.items?.length === 0 && (
        <Empty title={said.none} text={said.noneMore}>
          <Button onClick={clear}>{said.clear}</Button>
        </Empty>
      )}
      <ul className={css.rows}>
        {list.items?.map((person) => (
          <li key={person.id}>
            <PersonRow person={person} />
          </li>
        ))}
      </ul>
      <MoreButton list={list} />
    </>
  );
}

/** `any` is no condition. */
function choicesOf(names: Record<string, string>): { value: string; label: string }[] {
  return Object.entries(names).map(([value, label]) => ({ value: value === 'any' ? '' : value, label }));
}
