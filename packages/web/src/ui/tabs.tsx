// Views of one page beside each other, each at its own address.
import { useEffect, useRef } from 'react';
import { PageLink } from '../routes/page-link.tsx';
import css from './tabs.module.css';

export interface Tab {
  to: string;
  label: string;
  isCurrent: boolean;
}

export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  const nav = useRef<HTMLElement>(null);
  const current = tabs.findIndex(({ isCurrent }) => isCurrent);
  // On a phone it may be out of sight, to the side.
  useEffect(() => {
    const tab = nav.current?.children[current];
    if (tab instanceof HTMLElement) nav.current?.scrollTo({ left: tab.offsetLeft - nav.current.clientWidth / 2 });
  }, [current]);
  return (
    <nav ref={nav} className={css.tabs} aria-label={label}>
      {tabs.map(({ to, label: name, isCurrent }) => (
        <PageLink key={to} to={to} className={css.tab} aria-current={isCurrent ? 'page' : undefined}>
          {name}
        </PageLink>
      ))}
    </nav>
  );
}
