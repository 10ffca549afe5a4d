import { useSearchParams } from 'wouter';
import { paths } from '../routes/paths.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Loading, TextSkeleton } from '../ui/skeleton.tsx';
import { Empty, ProblemNote } from '../ui/states.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { inboxWords as said } from '../words/inbox.ts';
import { Followed } from './notifications/followed.tsx';
import { Note } from './notifications/note.tsx';
import css from './notifications/notifications.module.css';
import { read, useInbox } from './notifications/use-inbox.ts';

export function NotificationsPage() {
  const [search] = useSearchParams();
  const unread = search.has('unread');
  const inbox = useInbox(unread);
  const tabs = [
    { to: paths.notifications, label: said.all, isCurrent: !unread },
    { to: `${paths.notifications}?unread`, label: said.onlyUnread, isCurrent: unread },
  ];
  const count = inbox.unreadCount;
  return (
    <div className={css.page}>
      <div className={css.main}>
        <PageHead title={said.title} lead={count === undefined ? undefined : said.unread(count)}>
          <Button icon="check" disabled={!count} onClick={() => void read({ all: true })}>
            {said.readAll}
          </Button>
          <ButtonLink look="quiet" icon="settings" to={paths.settings('notifications')}>
            {said.settings}
          </ButtonLink>
        </PageHead>
        <Tabs label={said.filter} tabs={tabs} />
        <Notes unread={unread} {...inbox} />
      </div>
      <Followed />
    </div>
  );
}

type NotesProps = ReturnType<typeof useInbox> & { unread: boolean };

function Notes({ notes, unread, error, retry, hasMore, isComing, more }: NotesProps) {
  if (error && !notes) return <ProblemNote error={error} retry={retry} />;
  if (!notes) return <Outlines />;
  if (notes.length === 0) return <Nothing unread={unread} />;
  return (
    <>
      <ul className={css.notes}>
        {notes.map((note) => (
          <li key={note.id}>
            <Note {...note} />
          </li>
        ))}
      </ul>
      {error ? <ProblemNote error={error} retry={more} /> : null}
      {hasMore && (
        <div>
          <Button busy={isComing} onClick={more}>
            {said.more}
          </Button>
        </div>
      )}
    </>
  );
}

function Nothing({ unread }: { unread: boolean }) {
  if (unread) return <Empty title={said.noneUnread} text={said.noneUnreadMore} />;
  return (
    <Empty title={said.none} text={said.noneMore}>
      <ButtonLink to={paths.catalog()}>{said.browse}</ButtonLink>
    </Empty>
  );
}

const PLACES = Array.from({ length: 8 }, (_, at) => at);

function Outlines() {
  return (
    <>
      <Loading />
      <ul className={css.notes} aria-hidden="true">
        {PLACES.map((at) => (
          <li key={at} className={css.note}>
            <TextSkeleton lines={2} />
          </li>
        ))}
      </ul>
    </>
  );
}
