// Whether letters can leave.
import { broken, type Check, messageOf, well } from '@movies/service-kit/doctor';
import { createTransport, type NodemailerError } from 'nodemailer';

interface Mailing {
  SMTP_URL?: string | undefined;
  DATA_DIR: string;
}

const PATIENCE_MS = 5_000;
const SUBJECT = 'Mail server';

const MENDS: Record<string, string> = {
  EAUTH: 'Change user and password in SMTP_URL.',
  ETLS: 'Try smtps:// and port 465, or smtp:// and port 587.',
  EDNS: 'Change the host in SMTP_URL.',
};

export function checkMail({ SMTP_URL, DATA_DIR }: Mailing): Check {
  return async () => {
    if (!SMTP_URL) return [well(SUBJECT, `None: letters become files in ${DATA_DIR}/mail.`)];
    const { host } = new URL(SMTP_URL);
    const patience = { connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS };
    const transport = createTransport({ url: SMTP_URL, ...patience });
    const failure = await transport.verify().then(
      () => undefined,
      (error: NodemailerError) => error,
    );
    transport.close();
    if (!failure) return [well(SUBJECT, `${host} takes letters.`)];
    const mend = MENDS[failure.code ?? ''] ?? 'See that it runs and can be reached from here, or change SMTP_URL.';
    return [broken(SUBJECT, `${host} takes no letters (${messageOf(failure)}).`, mend)];
  };
}
