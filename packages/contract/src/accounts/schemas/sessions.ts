// What logging in takes and gives.
import { type Static, Type } from 'typebox';
import { Line, Timestamp } from '../../fields.ts';
import { GivenPassword, Token } from './credentials.ts';
import { Profile } from './people.ts';

export const Credentials = Type.Object(
  {
    email: Type.Optional(Line({ max: 254, description: 'E-mail address, or the user name.' })),
    username: Type.Optional(Line({ max: 254 })),
    password: GivenPassword,
  },
  { additionalProperties: false },
);
export type Credentials = Static<typeof Credentials>;

const TokenFields = {
  access_token: Type.String(),
  refresh_token: Type.String(),
  token_type: Type.Literal('Bearer'),
  expires_in: Type.Integer({ description: 'Seconds until the access token expires.' }),
};

export const LoggedIn = Type.Object({
  message: Type.String(),
  ...TokenFields,
  user: Type.String({ description: 'The user name.' }),
  profile: Profile,
});
export type LoggedIn = Static<typeof LoggedIn>;

export const Refreshed = Type.Object({ message: Type.String(), ...TokenFields, profile: Profile });

export const RefreshRequest = Type.Object({ refresh_token: Type.Optional(Token) }, { additionalProperties: false });

export const SessionRef = Type.Object({ id: Type.String({ format: 'uuid', maxLength: 36 }) });

export const SessionList = Type.Array(
  Type.Object({
    id: Type.String(),
    current: Type.Boolean(),
    created_at: Timestamp,
    last_seen_at: Timestamp,
    user_agent: Type.String(),
    address: Type.String(),
  }),
);

export const KeySet = Type.Object({
  keys: Type.Array(
    Type.Object({
      kty: Type.String(),
      crv: Type.String(),
      x: Type.String(),
      kid: Type.String(),
      alg: Type.String(),
      use: Type.String(),
    }),
  ),
});
export type KeySet = Static<typeof KeySet>;
