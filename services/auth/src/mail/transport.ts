// How letters leave: by SMTP where there is a server, else as files an operator can read.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '@movies/service-kit';
import { createTransport } from 'nodemailer';

export interface Message {
  to: string;
  subject: string;
  text: string;
}

export type SendMessage = (message: Message) => Promise<void>;

interface TransportOptions {
  smtpUrl: string | undefined;
  from: string;
  folder: string;
  log: Log;
}

export function createSender({ smtpUrl, from, folder, log }: TransportOptions): SendMessage {
  return smtpUrl ? bySmtp(smtpUrl, from) : asFiles(folder, from, log);
}

function bySmtp(url: string, from: string): SendMessage {
  const transport = createTransport(url, { from });
  return async (message) => void (await transport.sendMail(message));
}

function asFiles(folder: string, from: string, log: Log): SendMessage {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' }, { from });
  return async (message) => {
    const { message: content } = await transport.sendMail(message);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, `${new Date().toISOString().replaceAll(':', '-')}-${fileName(message.to)}.eml`);
    await writeFile(file, content as Buffer, { mode: 0o600 });
    log.info(`a letter to ${message.to}: ${message.subject} (${file})`);
  };
}

function fileName(address: string): string {
  return address.replace(/[^a-z0-9@.-]/gi, '_').slice(0, 100);
}
