// The schema of this service.
import { EventLog1700000000000, EventRequests1700000000100 } from '@movies/service-kit';
import { User, UserProfile } from './accounts/account.entity.ts';
import { AuditLogEntry } from './audit/audit.entity.ts';
import { SigningKeyRow } from './keys/signing-key.entity.ts';
import { LetterKey } from './mail/letter-key.entity.ts';
import { OutgoingMail } from './mail/outgoing-mail.entity.ts';
import { Accounts1700000001000 } from './migrations/accounts.ts';
import { ClaimedLetters1700000002000 } from './migrations/claimed-letters.ts';
import { LetterKeys1700000003000 } from './migrations/letter-keys.ts';
import { OneTimeToken } from './recovery/one-time-token.entity.ts';
import { RefreshToken, Session } from './sessions/session.entity.ts';

export const schema = {
  schema: 'auth',
  entities: [
    User,
    UserProfile,
    Session,
    RefreshToken,
    SigningKeyRow,
    OneTimeToken,
    OutgoingMail,
    LetterKey,
    AuditLogEntry,
  ],
  migrations: [
    EventLog1700000000000,
    EventRequests1700000000100,
    Accounts1700000001000,
    ClaimedLetters1700000002000,
    LetterKeys1700000003000,
  ],
};
