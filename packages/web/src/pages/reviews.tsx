// What I rated and reviewed, and what everyone writes. Which of them, and in which order, is in the address.
import { useSearchParams } from 'wouter';
import { paths } from '../routes/paths.ts';
import { useSession } from '../session/use-session.ts';
import { PageHead } from '../ui/page-head.tsx';
import { type Tab, Tabs } from '../ui/tabs.tsx';
import { me } from '../words/me.ts';
import { PageSkeleton } from './in-between.tsx';
import { EveryonesReviews } from './reviews/everyones-reviews.tsx';
import { MyRatings } from './reviews/my-ratings.tsx';
import { MyReviews } from './reviews/my-reviews.tsx';
import css from './reviews.module.css';

const VIEWS = { ratings: MyRatings, reviews: MyReviews, everyone: EveryonesReviews };
type View = keyof typeof VIEWS;

export function ReviewsPage() {
  const session = useSession();
  const [search] = useSearchParams();
  if (session.kind === 'waking') return <PageSkeleton />;
  const isMember = session.kind === 'member';
  const view = isMember ? viewOf(search.get('of')) : 'everyone';
  const Shown = VIEWS[view];
  const said = me.reviews;
  return (
    <div className={css.page}>
      <PageHead title={isMember ? said.title : said.everyoneTitle} lead={isMember ? said.lead : said.everyoneLead} />
      {isMember && <Tabs label={said.views} tabs={tabs(view)} />}
      <Shown key={view} />
    </div>
  );
}

function viewOf(name: string | null): View {
  return name !== null && Object.hasOwn(VIEWS, name) ? (name as View) : 'ratings';
}

function tabs(view: View): Tab[] {
  const views = Object.keys(VIEWS) as View[];
  return views.map((one) => ({ to: paths.reviews({ of: one }), label: me.reviews.view[one], isCurrent: one === view }));
}
