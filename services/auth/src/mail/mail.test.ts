import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { deleteMyAccount } from '@movies/contract';
import { createLog } from '@movies/service-kit';
import { eventually } from '@movies/testing';
import { type MailServer, startMailServer } from '../testing/mail-server.ts';
import { type AuthUnderTest, type Member, newMember, startAuthForTest } from '../testing.ts';
import { giveUpOldLetters, sendLetter, sendWaitingLetters } from './mail.ts';
import { createSender, type SendMessage } from './transport.ts';

const log = createLog('test', 'silent');
let auth: AuthUnderTest;
let server: MailServer;
let send: SendMessage;

beforeAll(async () => {
  server = await startMailServer();
  auth = await startAuthForTest({ SMTP_URL: server.url });
  send = createSender({ smtpUrl: server.url, from: 'tests@localhost', folder: '', log });
});
afterAll(async () => {
  await auth.stop();
  await server.stop();
});
beforeEach(() => server.takeAll());

interface Row {
  id: number;
  recipient: string;
}

const waiting = () => auth.context.database.rows<Row>('SELECT id, recipient FROM outgoing_mail ORDER BY id');
const takenFor = ({ email }: Pick<Member, 'email'>) => server.taken.filter(({ to }) => to.includes(email));
const round = () => sendWaitingLetters(auth.context.database, send, log);

/** A letter that waits, as if it had been posted a while ago and its job had failed for good. */
async function post(member: Pick<Member, 'id' | 'email'>, ago: string): Promise<number> {
  const row = await auth.context.database.row<Row>(
    `INSERT INTO outgoing_mail (user_id, recipient, subject, body, created_at)
     VALUES ($1, $2, 'Hello', 'Hello.', now() - $3::interval) RETURNING id`,
    [member.id, member.email, ago],
  );
  return row?.id ?? 0;
}

async function someone(): Promise<Member> {
  const member = await newMember(auth);
  await eventually(async () => expect(await waiting()).toEqual([]));
  return member;
}

describe('a letter', () => {
  test('is sent once, and is no row any more', async () => {
    const member = await someone();
    expect(takenFor(member)).toHaveLength(1);
    expect(takenFor(member)[0]?.content).toContain('Subject: Please confirm your e-mail address');
    await round();
    expect(takenFor(member)).toHaveLength(1);
  });

  test('that is not taken stays a row until it is', async () => {
    server.refuse('patient@example.org', 451);
    const member = await newMember(auth, { email: 'patient@example.org' });
    await eventually(() => expect(server.refusals).toContain(member.email));
    expect(await waiting()).toMatchObject([{ recipient: member.email }]);
    server.takeAll();
    await auth.context.database.run("UPDATE outgoing_mail SET created_at = now() - interval '1 minute'");
    await eventually(async () => {
      await round();
      expect(await waiting()).toEqual([]);
    });
    expect(takenFor(member)).toHaveLength(1);
  });

  test('is sent by one alone of those who try at once', async () => {
    const member = await someone();
    const id = await post(member, '1 minute');
    await Promise.all([1, 2, 3, 4].map(() => sendLetter(auth.context.database, send, id)));
    expect(takenFor(member)).toHaveLength(2);
    expect(await waiting()).toEqual([]);
  });

  test('that the mail server has in hand keeps nobody from leaving', async () => {
    const member = await someone();
    const { sending, inHand, release } = await heldBySlowServer(await post(member, '1 second'));
    await inHand;
    const { token, password } = member;
    expect((await auth.api(deleteMyAccount, { token, body: { password } })).status).toBe(200);
    release();
    await sending;
    expect(await waiting()).toEqual([]);
  });

  test('whose sender died with it in hand is sent by another, but not at once', async () => {
    const member = await someone();
    const { inHand } = await heldBySlowServer(await post(member, '1 minute'));
    await inHand;
    await round();
    expect(takenFor(member)).toHaveLength(1);
    const later = "UPDATE outgoing_mail SET claimed_until = claimed_until - interval '1 minute'";
    await auth.context.database.run(later);
    await round();
    expect(takenFor(member)).toHaveLength(2);
    expect(await waiting()).toEqual([]);
  });

  test('that was refused is nobody’s until it is tried again', async () => {
    const member = await someone();
    server.refuse(member.email, 451);
    const id = await post(member, '1 second');
    await expect(sendLetter(auth.context.database, send, id)).rejects.toThrow('refused a letter');
    server.takeAll();
    await sendLetter(auth.context.database, send, id);
    expect(await waiting()).toEqual([]);
  });
});

/** Begins to send a letter to a mail server that takes its time: until it is released. */
async function heldBySlowServer(id: number) {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: inHand, resolve: taken } = Promise.withResolvers<void>();
  const slow: SendMessage = () => {
    taken();
    return released;
  };
  const sending = sendLetter(auth.context.database, slow, id);
  return { sending, inHand, release };
}

describe('a round', () => {
  test('sends the letters whose jobs were lost, past those that are refused', async () => {
    const member = await someone();
    server.refuse('nowhere@example.org', 550);
    const refused = await post({ id: member.id, email: 'nowhere@example.org' }, '2 minutes');
    await post(member, '1 minute');
    await round();
    expect(takenFor(member)).toHaveLength(2);
    expect(await waiting()).toEqual([{ id: refused, recipient: 'nowhere@example.org' }]);
    await auth.context.database.run('DELETE FROM outgoing_mail');
  });

  test('leaves those alone that are being sent, and tries old ones once an hour', async () => {
    const member = await someone();
    const kept = [await post(member, '1 second'), await post(member, '90 minutes')];
    await post(member, '60 minutes 10 seconds');
    await round();
    expect((await waiting()).map(({ id }) => id)).toEqual(kept);
    await auth.context.database.run('DELETE FROM outgoing_mail');
  });

  test('ends where the mail server is away, and loses nothing', async () => {
    const member = await someone();
    const ids = [await post(member, '1 minute'), await post(member, '1 minute')];
    const gone = await startMailServer();
    await gone.stop();
    const toNobody = createSender({ smtpUrl: gone.url, from: 'tests@localhost', folder: '', log });
    const failure = sendWaitingLetters(auth.context.database, toNobody, log);
    await expect(failure).rejects.toThrow('the mail server can not be reached');
    expect((await waiting()).map(({ id }) => id)).toEqual(ids);
    await round();
    expect(await waiting()).toEqual([]);
  });
});

test('a letter that nobody took in three days is given up', async () => {
  const member = await someone();
  await post(member, '3 days 1 minute');
  const younger = await post(member, '2 days 23 hours');
  await giveUpOldLetters(auth.context.database, log);
  expect((await waiting()).map(({ id }) => id)).toEqual([younger]);
  await auth.context.database.run('DELETE FROM outgoing_mail');
});
