import { addWebhook, myWebhooks, type NewWebhook, type WebhookInput } from '@movies/contract';
import { call } from '../../api/call.ts';
import { outdate } from '../../api/hooks.ts';
import { useDraft } from '../../session/drafts.ts';
import { Button } from '../../ui/button.tsx';
import { Check, TextField } from '../../ui/field.tsx';
import { Form, useSubmit } from '../../ui/form.tsx';
import { settings } from '../../words/settings.ts';
import css from '../settings.module.css';

type Event = WebhookInput['events'][number];

const EVENTS: Event[] = ['new_review', 'comment', 'like'];
const EMPTY = { url: '', events: EVENTS };
const said = settings.webhooks;

export function WebhookForm({ onMade }: { onMade: (webhook: NewWebhook) => void }) {
  const [draft, setDraft, dropDraft] = useDraft<WebhookInput>('webhook', EMPTY);
  const { submit, busy, problem, wrong } = useSubmit(async () => {
    const { body } = await call(addWebhook, { body: { ...draft, url: draft.url.trim() } });
    setDraft(EMPTY);
    dropDraft();
    onMade(body);
    await outdate(myWebhooks);
  });
  const toggle = (event: Event, isOn: boolean) =>
    setDraft({ ...draft, events: EVENTS.filter((one) => (one === event ? isOn : draft.events.includes(one))) });
  return (
    <Form onSubmit={submit} problem={problem}>
      <TextField
        label={said.url}
        hint={said.urlHint}
        wrong={wrong('url')}
        type="url"
        name="url"
        required
        maxLength={2_000}
        value={draft.url}
        onChange={({ target }) => setDraft({ ...draft, url: target.value })}
      />
      <fieldset className={css.events}>
        <legend>{said.events}</legend>
        {EVENTS.map((event) => (
          <Check
            key={event}
            label={said.kinds[event]}
            checked={draft.events.includes(event)}
            onChange={(isOn) => toggle(event, isOn)}
          />
        ))}
      </fieldset>
      <div>
        <Button type="submit" busy={busy} disabled={draft.events.length === 0}>
          {said.submit}
        </Button>
      </div>
    </Form>
  );
}
