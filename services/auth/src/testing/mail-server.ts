// A mail server that takes letters, or not, as a test wants.
import { once } from 'node:events';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

interface TakenLetter {
  from: string;
  to: string[];
  content: string;
}

export interface MailServer {
  url: string;
  urlAs(user: string, password: string): string;
  taken: TakenLetter[];
  /** The addresses that were refused, in order. */
  refusals: string[];
  /** From now on letters to this address are answered with this code. */
  refuse(address: string, code: number): void;
  /** From now on all letters are taken. */
  takeAll(): void;
  stop(): Promise<void>;
}

export async function startMailServer(credentials?: { user: string; password: string }): Promise<MailServer> {
  const taken: TakenLetter[] = [];
  const refusals: string[] = [];
  const refused = new Map<string, number>();
  const options: SMTPServerOptions = {
    authOptional: !credentials,
    disabledCommands: credentials ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) => {
      const known = username === credentials?.user && password === credentials?.password;
      done(known ? null : new Error('who is that?'), { user: username });
    },
    onRcptTo: ({ address }, _session, done) => {
      const code = refused.get(address);
      if (code !== undefined) refusals.push(address);
      done(code === undefined ? undefined : Object.assign(new Error('not this one'), { responseCode: code }));
    },
    onData: async (stream, { envelope }, done) => {
      const content = Buffer.concat(await stream.toArray()).toString();
      const from = envelope.mailFrom ? envelope.mailFrom.address : '';
      taken.push({ from, to: envelope.rcptTo.map(({ address }) => address), content });
      done();
    },
  };
  const server = new SMTPServer(options);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as { port: number };
  const urlAs = (user: string, password: string) =>
    `smtp://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}`;
  return {
    url: `smtp://127.0.0.1:${port}`,
    urlAs,
    taken,
    refusals,
    refuse: (address, code) => void refused.set(address, code),
    takeAll: () => refused.clear(),
    stop: () => new Promise((stopped) => server.close(() => stopped())),
  };
}
