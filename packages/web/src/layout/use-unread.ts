// How many notifications are not read yet, counted along as they come.
import { inbox } from '@movies/contract';
import { useEffect } from 'react';
import { outdate, useAnswer } from '../api/hooks.ts';
import { hearNotifications, hearReturns } from '../live/live.ts';
import { goTo } from '../routes/go-to.ts';
import { paths } from '../routes/paths.ts';
import { say } from '../ui/toast-store.ts';
import { words } from '../words/index.ts';

export function useUnread(): number {
  const { data } = useAnswer(inbox, { query: { limit: 1 } });
  useEffect(
    () =>
      hearNotifications(({ text }) => {
        say(text, { label: words.nav.look, do: () => goTo(paths.notifications) });
        void outdate(inbox);
      }),
    [],
  );
  useEffect(() => hearReturns(() => void outdate(inbox)), []);
  return data?.body.unread_count ?? 0;
}
