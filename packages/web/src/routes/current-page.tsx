// Shows the page that the address names, to whom it is for.
import { Component, type ReactNode, Suspense } from 'react';
import { useLocation } from 'wouter';
import { BrokenPage, LogInFirst, MissingPage, NotAllowedPage, PageSkeleton } from '../pages/in-between.tsx';
import { useSession } from '../session/use-session.ts';
import { type PageFound, pageAt } from './pages.tsx';

export function CurrentPage() {
  const [path] = useLocation();
  const found = pageAt(path);
  return (
    <Unbroken key={path}>
      <Suspense fallback={<PageSkeleton />}>{found ? <ForWhom {...found} /> : <MissingPage />}</Suspense>
    </Unbroken>
  );
}

function ForWhom({ Page, params, who }: PageFound) {
  const session = useSession();
  if (who === 'anyone') return <Page params={params} />;
  if (session.kind === 'waking') return <PageSkeleton />;
  if (session.kind === 'guest') return <LogInFirst />;
  if (who === 'staff' && !session.profile.is_staff) return <NotAllowedPage />;
  return <Page params={params} />;
}

/** What goes wrong while a page is drawn stays on that page. */
class Unbroken extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    return this.state.isBroken ? <BrokenPage /> : this.props.children;
  }
}
