// What is mine: to take along, to bring, to have deleted.
import { deleteMyAccount, exportMyData } from '@movies/contract';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { today } from '../../mine/lists.ts';
import { goTo } from '../../routes/go-to.ts';
import { paths } from '../../routes/paths.ts';
import { left } from '../../session/session.ts';
import { useMember } from '../../session/use-session.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PasswordField } from '../../ui/field.tsx';
import { Form, useSubmit } from '../../ui/form.tsx';
import { ProblemNote } from '../../ui/states.tsx';
import { say } from '../../ui/toast-store.ts';
import { words } from '../../words/index.ts';
import { settings } from '../../words/settings.ts';
import css from '../settings.module.css';
import { saveAs } from './save-as.ts';
import { Section } from './section.tsx';

const said = settings.data;

export function DataPart() {
  const [isLeaving, setLeaving] = useState(false);
  return (
    <>
      <Export />
      <Section title={said.import} text={said.importMore}>
        <div>
          <ButtonLink to={paths.import} icon="upload">
            {said.importDo}
          </ButtonLink>
        </div>
      </Section>
      <Section title={said.delete} text={said.deleteMore} isDanger>
        <div>
          <Button look="danger" icon="trash" onClick={() => setLeaving(true)}>
            {said.deleteDo}
          </Button>
        </div>
        {isLeaving && <LeaveDialog onClose={() => setLeaving(false)} />}
      </Section>
    </>
  );
}

function Export() {
  const member = useMember();
  const { submit, busy, problem } = useSubmit(async () => {
    const { body } = await call(exportMyData);
    saveAs(`movies-${member?.username ?? 'export'}-${today()}.json`, JSON.stringify(body, null, 2));
    say(said.exported);
  });
  return (
    <Section title={said.export} text={said.exportMore}>
      {problem === undefined ? null : <ProblemNote error={problem} />}
      <div>
        <Button icon="down" busy={busy} onClick={submit}>
          {busy ? said.exporting : said.exportDo}
        </Button>
      </div>
    </Section>
  );
}

function LeaveDialog({ onClose }: { onClose: () => void }) {
  const [password, setPassword] = useState('');
  const { submit, busy, problem, wrong } = useSubmit(async () => {
    await call(deleteMyAccount, { body: { password } });
    say(said.deleted);
    goTo(paths.home, { replace: true });
    left();
  });
  return (
    <Dialog title={said.deleteAsk} onClose={onClose}>
      <p>{said.deleteAskMore}</p>
      <Form onSubmit={submit} problem={problem}>
        <PasswordField
          label={said.deletePassword}
          wrong={wrong('password')}
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={({ target }) => setPassword(target.value)}
        />
        <div className={css.buttons}>
          <Button type="submit" look="danger" busy={busy}>
            {said.deleteYes}
          </Button>
          <Button look="quiet" onClick={onClose}>
            {words.form.cancel}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
