// Where one is logged in, and how to end it there.
import { endOtherSessions, endSession, listSessions } from '@movies/contract';
import { useState } from 'react';
import { type BodyFrom, call } from '../../api/call.ts';
import { outdate, useAnswer } from '../../api/hooks.ts';
import { Button } from '../../ui/button.tsx';
import { AskDialog } from '../../ui/dialog.tsx';
import { sentenceOf } from '../../ui/sentence.ts';
import { TextSkeleton } from '../../ui/skeleton.tsx';
import { ProblemNote } from '../../ui/states.tsx';
import { say } from '../../ui/toast-store.ts';
import { settings } from '../../words/settings.ts';
import css from '../settings.module.css';
import { deviceOf } from './device.ts';
import { Section } from './section.tsx';

type Session = BodyFrom<typeof listSessions>[number];

const said = settings.security;

export function Sessions() {
  const { data, error, refetch } = useAnswer(listSessions, undefined, { staleTime: 0 });
  const sessions = data?.body.toSorted((a, b) => Number(b.current) - Number(a.current));
  return (
    <Section title={said.sessions}>
      {error && !data ? <ProblemNote error={error} retry={() => void refetch()} /> : null}
      {!data && !error && <TextSkeleton lines={4} />}
      <ul className={css.rows}>
        {sessions?.map((session) => (
          <li key={session.id}>
            <SessionRow session={session} />
          </li>
        ))}
      </ul>
      {sessions?.length === 1 && <p className={css.soft}>{said.onlyHere}</p>}
      {sessions && sessions.length > 1 && <EndOthers />}
    </Section>
  );
}

function SessionRow({ session: { id, current, user_agent, address, created_at, last_seen_at } }: { session: Session }) {
  const [busy, setBusy] = useState(false);
  const name = nameOf(user_agent);
  const end = () => {
    setBusy(true);
    void attempt(() => call(endSession, { params: { id } }), said.ended).finally(() => setBusy(false));
  };
  return (
    <>
      <div>
        <span className={css.rowTitle}>{name}</span>
        {current && <span className={css.badge}>{said.here}</span>}
        <div className={css.soft}>{`${address} · ${current ? said.began(created_at) : said.seen(last_seen_at)}`}</div>
      </div>
      {!current && (
        <Button small busy={busy} aria-label={said.endNamed(name)} onClick={end}>
          {said.end}
        </Button>
      )}
    </>
  );
}

function nameOf(userAgent: string): string {
  const { browser, system } = deviceOf(userAgent);
  if (browser && system) return said.on(browser, system);
  return browser ?? system ?? (userAgent.slice(0, 60) || said.unknown);
}

function EndOthers() {
  const [isAsking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const end = () => {
    setBusy(true);
    void attempt(() => call(endOtherSessions), said.othersEnded).finally(() => {
      setBusy(false);
      setAsking(false);
    });
  };
  return (
    <div>
      <Button look="danger" onClick={() => setAsking(true)}>
        {said.endOthers}
      </Button>
      {isAsking && (
        <AskDialog
          title={said.endOthersAsk}
          text={said.endOthersMore}
          yes={said.endOthers}
          busy={busy}
          onYes={end}
          onNo={() => setAsking(false)}
        />
      )}
    </div>
  );
}

async function attempt(work: () => Promise<unknown>, done: string): Promise<void> {
  try {
    await work();
    say(done);
  } catch (error) {
    say(sentenceOf(error));
  }
  await outdate(listSessions);
}
