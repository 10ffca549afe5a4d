// Addresses that notifications are sent to.
import { myWebhooks, type NewWebhook, removeWebhook, type Webhook } from '@movies/contract';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { outdate, useAnswer } from '../../api/hooks.ts';
import { Button } from '../../ui/button.tsx';
import { AskDialog } from '../../ui/dialog.tsx';
import { sentenceOf } from '../../ui/sentence.ts';
import { TextSkeleton } from '../../ui/skeleton.tsx';
import { ProblemNote } from '../../ui/states.tsx';
import { say } from '../../ui/toast-store.ts';
import { format } from '../../words/index.ts';
import { settings } from '../../words/settings.ts';
import css from '../settings.module.css';
import { Deliveries } from './deliveries.tsx';
import { Section } from './section.tsx';
import { WebhookForm } from './webhook-form.tsx';

const said = settings.webhooks;

export function WebhooksPart() {
  const { data, error, refetch } = useAnswer(myWebhooks);
  const [made, setMade] = useState<NewWebhook>();
  return (
    <>
      <Section title={said.mine}>
        {error && !data ? <ProblemNote error={error} retry={() => void refetch()} /> : null}
        {!data && !error && <TextSkeleton lines={3} />}
        {made && <Secret secret={made.secret} onKept={() => setMade(undefined)} />}
        {data?.body.length === 0 && (
          <p className={css.soft}>
            {said.none}. {said.noneMore}
          </p>
        )}
        <ul className={css.rows}>
          {data?.body.map((webhook) => (
            <li key={webhook.id}>
              <WebhookRow webhook={webhook} />
            </li>
          ))}
        </ul>
      </Section>
      <Section title={said.add}>
        <WebhookForm onMade={setMade} />
      </Section>
    </>
  );
}

function Secret({ secret, onKept }: { secret: string; onKept: () => void }) {
  const copy = () => {
    navigator.clipboard.writeText(secret).then(
      () => say(said.copied),
      (error: unknown) => say(sentenceOf(error)),
    );
  };
  return (
    <div className={css.secret} role="status">
      <strong>{said.secret}</strong>
      <code>{secret}</code>
      <p>{said.secretMore}</p>
      <div className={css.buttons}>
        {/* Pages that are not served securely have no clipboard. */}
        {navigator.clipboard && (
          <Button small onClick={copy}>
            {said.copy}
          </Button>
        )}
        <Button small onClick={onKept}>
          {said.keptIt}
        </Button>
      </div>
    </div>
  );
}

function WebhookRow({ webhook: { id, url, events, disabled_reason } }: { webhook: Webhook }) {
  const [isOpen, setOpen] = useState(false);
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <div>
        <div className={css.address}>{url}</div>
        <div className={css.soft}>
          {format.list(events.map((event) => said.kinds[event as keyof typeof said.kinds] ?? event))}
        </div>
        {disabled_reason && <p className={css.bad}>{said.stopped(disabled_reason)}</p>}
      </div>
      <div className={css.buttons}>
        <Button small aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {said.deliveries}
        </Button>
        <Button small look="quiet" aria-label={said.removeNamed(url)} onClick={() => setAsking(true)}>
          {said.remove}
        </Button>
      </div>
      {isOpen && (
        <div className={css.wide}>
          <Deliveries id={id} url={url} />
        </div>
      )}
      {isAsking && <RemoveDialog id={id} onDone={() => setAsking(false)} />}
    </>
  );
}

function RemoveDialog({ id, onDone }: { id: number; onDone: () => void }) {
  const [busy, setBusy] = useState(false);
  const remove = async () => {
    setBusy(true);
    try {
      await call(removeWebhook, { params: { id } });
      say(said.removed);
    } catch (error) {
      say(sentenceOf(error));
    }
    onDone();
    await outdate(myWebhooks);
  };
  return (
    <AskDialog
      title={said.removeAsk}
      text={said.removeMore}
      yes={said.remove}
      busy={busy}
      onYes={() => void remove()}
      onNo={onDone}
    />
  );
}
