// How letters leave: by SMTP where there is a server, else as files an operator can read.
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '@movies/service-kit';
import { createTransport, type NodemailerError } from 'nodemailer';

interface Message {
  to: string;
  subject: string;
  text: string;
}

export type SendMessage = (message: Message) => Promise<void>;

/** The mail server does not want this letter; it may well take others. */
export class Refused extends Error {}

interface TransportOptions {
  smtpUrl: string | undefined;
  from: string;
  folder: string;
  log: Log;
  /** How long a silent mail server is waited for; by default it would be ten minutes. */
  patienceMs?: number;
}

export function createSender(options: TransportOptions): SendMessage {
  const { smtpUrl, from, folder, log, patienceMs = 5_000 } = options;
  return smtpUrl ? bySmtp(smtpUrl, from, patienceMs) : asFiles(folder, from, log);
}

const REFUSALS = new Set(['EENVELOPE', 'EMESSAGE']);

function bySmtp(url: string, from: string, patienceMs: number): SendMessage {
  const patience = { connectionTimeout: patienceMs, greetingTimeout: patienceMs, socketTimeout: 2 * patienceMs };
  const transport = createTransport({ url, ...patience }, { from });
  return async (message) => {
    await transport.sendMail(message).catch((error: NodemailerError) => {
      if (REFUSALS.has(error.code ?? '')) throw new Refused('the mail server refused a letter', { cause: error });
      throw new Error('the mail server can not be reached', { cause: error });
    });
  };
}

function asFiles(folder: string, from: string, log: Log): SendMessage {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' }, { from });
  return async (message) => {
    const { message: content } = await transport.sendMail(message);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, fileName(message.to));
    await writeFile(file, content as Buffer, { mode: 0o600 });
    log.info(`a letter to ${message.to}: ${message.subject} (${file})`);
  };
}

/** In the order of time; two letters of one moment are two files. */
function fileName(address: string): string {
  const time = new Date().toISOString().replaceAll(':', '-');
  return `${time}-${address.replace(/[^a-z0-9@.-]/gi, '_').slice(0, 100)}-${randomUUID().slice(0, 8)}.eml`;
}
