// The heading of a page: the window's title is the same, and the focus comes here after a change of page, so that a
// screen reader says where one is and the keyboard goes on from there.
import { type ReactNode, useEffect, useRef } from 'react';
import { words } from '../words/index.ts';

let isFirstPage = true;

interface PageTitleProps {
  /** For the window, where it is not the same as the heading. */
  title?: string;
  children: ReactNode;
  className?: string | undefined;
}

export function PageTitle({ title, children, className }: PageTitleProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const named = title ?? (typeof children === 'string' ? children : undefined);
  useEffect(() => {
    document.title = words.site.title(named);
  }, [named]);
  useEffect(() => {
    if (!isFirstPage) heading.current?.focus({ preventScroll: true });
    isFirstPage = false;
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} className={className}>
      {children}
    </h1>
  );
}
