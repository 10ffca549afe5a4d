import type { ReactNode } from 'react';
import { SessionEnded } from '../session/session-ended.tsx';
import { Toasts } from '../ui/toasts.tsx';
import { words } from '../words/index.ts';
import { BottomBar } from './bottom-bar.tsx';
import { Header } from './header.tsx';
import css from './layout.module.css';

export function Layout({ children }: { children: ReactNode }) {
  return (
    <>
      <a className={css.skip} href="#main">
        {words.site.skip}
      </a>
      <Header />
      <main id="main" className={css.main} tabIndex={-1}>
        {children}
      </main>
      <footer className={css.footer}>
        <span>{words.site.footer}</span>
        <a href="/docs">{words.site.api}</a>
      </footer>
      <BottomBar />
      <SessionEnded />
      <Toasts />
    </>
  );
}
