// A link to another page, which fetches that page's code once someone seems to want it.
import type { ComponentProps } from 'react';
import { Link } from 'wouter';
import { preload } from './preload.ts';

interface PageLinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  to: string;
}

export function PageLink({ to, children, ...rest }: PageLinkProps) {
  const prepare = () => preload(to);
  return (
    <Link href={to} onPointerEnter={prepare} onFocus={prepare} onTouchStart={prepare} {...rest}>
      {children}
    </Link>
  );
}
