import { type Static, Type } from 'typebox';
import { CalendarDate, Id, Line, Nullable, Text, Timestamp } from '../fields.ts';

export const Username = Type.String({
  minLength: 2,
  maxLength: 32,
  pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$',
  description: 'Letters, digits, dot, dash and underscore; compared without regard to case.',
});
export const Email = Type.String({ format: 'email', maxLength: 254 });
export const NewPassword = Text({ min: 8, max: 128, description: 'At least 8 characters.' });
/** A password as someone types it to prove who they are: any length that could be one. */
const GivenPassword = Text({ min: 1, max: 1024 });
const Token = Type.String({ minLength: 1, maxLength: 256, pattern: '^[A-Za-z0-9._~-]+$' });

const Genres = Type.Array(Type.Union([Id, Line({ max: 60 })]), { maxItems: 100 });
const Actors = Type.Array(Line({ max: 120 }), { maxItems: 200 });
const Movies = Type.Array(Id, { maxItems: 500 });

export const NotificationPreferences = Type.Object(
  {
    followed_movies: Type.Optional(Type.Boolean({ description: 'New reviews of movies I follow.' })),
    replies: Type.Optional(Type.Boolean({ description: 'Comments on my reviews.' })),
    likes: Type.Optional(Type.Boolean({ description: 'Likes of my reviews.' })),
    email_digest: Type.Optional(Type.Enum(['off', 'daily', 'weekly'])),
  },
  { additionalProperties: false },
);
export type NotificationPreferences = Static<typeof NotificationPreferences>;

export const PreferencesInput = Type.Object(
  {
    genres: Type.Optional(Genres),
    actors: Type.Optional(Actors),
    movies: Type.Optional(Movies),
    notifications: Type.Optional(NotificationPreferences),
  },
  { additionalProperties: false },
);
export type PreferencesInput = Static<typeof PreferencesInput>;

export const Preferences = Type.Object({
  genres: Type.Array(Type.Union([Type.Integer(), Type.String()])),
  actors: Type.Array(Type.String()),
  movies: Type.Array(Type.Integer()),
  notifications: NotificationPreferences,
});
export type Preferences = Static<typeof Preferences>;

const PublicFields = {
  id: Id,
  username: Type.String(),
  name: Type.String(),
  bio: Type.String(),
  favorite_genres: Preferences.properties.genres,
  favorite_actors: Preferences.properties.actors,
  favorite_movies: Preferences.properties.movies,
  date_joined: Timestamp,
};

const OwnFields = {
  email: Type.String(),
  first_name: Type.String(),
  last_name: Type.String(),
  birth_date: Nullable(CalendarDate),
  date_of_birth: Nullable(CalendarDate),
  notification_preferences: NotificationPreferences,
  is_active: Type.Boolean(),
  is_staff: Type.Boolean(),
  is_superuser: Type.Boolean(),
  email_verified: Type.Boolean(),
  created_at: Timestamp,
  updated_at: Timestamp,
};

/** All of a profile, as its owner and staff see it. */
export const Profile = Type.Object({ ...PublicFields, ...OwnFields });
export type Profile = Static<typeof Profile>;

/** What anyone may see of a person; the rest is there for the person and for staff. */
export const PersonProfile = Type.Object({ ...PublicFields, ...Type.Partial(Type.Object(OwnFields)).properties });
export type PersonProfile = Static<typeof PersonProfile>;

const PersonalDetails = {
  name: Type.Optional(Line({ max: 255 })),
  first_name: Type.Optional(Text({ max: 120 })),
  last_name: Type.Optional(Text({ max: 120 })),
  date_of_birth: Type.Optional(Nullable(CalendarDate)),
  bio: Type.Optional(Text({ max: 2000 })),
};

export const Registration = Type.Object(
  {
    username: Type.Optional(Username),
    email: Email,
    password: NewPassword,
    confirm_password: Type.Optional(GivenPassword),
    ...PersonalDetails,
  },
  { additionalProperties: false },
);
export type Registration = Static<typeof Registration>;

export const Credentials = Type.Object(
  {
    email: Type.Optional(Line({ max: 254, description: 'E-mail address, or the user name.' })),
    username: Type.Optional(Line({ max: 254 })),
    password: GivenPassword,
  },
  { additionalProperties: false },
);
export type Credentials = Static<typeof Credentials>;

export const ProfileChanges = Type.Object(
  {
    username: Type.Optional(Username),
    email: Type.Optional(Email),
    current_password: Type.Optional(GivenPassword),
    ...PersonalDetails,
    birth_date: Type.Optional(Nullable(CalendarDate)),
    favorite_genres: Type.Optional(Genres),
    favorite_actors: Type.Optional(Actors),
    favorite_movies: Type.Optional(Movies),
    notification_preferences: Type.Optional(NotificationPreferences),
  },
  { additionalProperties: false },
);
export type ProfileChanges = Static<typeof ProfileChanges>;

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

export const PasswordChange = Type.Object(
  { current_password: GivenPassword, new_password: NewPassword, confirm_password: Type.Optional(GivenPassword) },
  { additionalProperties: false },
);
export const PasswordForgotten = Type.Object({ email: Email }, { additionalProperties: false });
export const PasswordReset = Type.Object(
  { token: Token, new_password: NewPassword, confirm_password: Type.Optional(GivenPassword) },
  { additionalProperties: false },
);
export const TokenOnly = Type.Object({ token: Token }, { additionalProperties: false });
export const PasswordOnly = Type.Object({ password: GivenPassword }, { additionalProperties: false });

export const RoleChanges = Type.Object(
  {
    is_active: Type.Optional(Type.Boolean({ description: 'false suspends the account and ends its sessions.' })),
    is_staff: Type.Optional(Type.Boolean()),
    is_superuser: Type.Optional(Type.Boolean()),
    reason: Type.Optional(Text({ max: 500 })),
  },
  { additionalProperties: false },
);
export type RoleChanges = Static<typeof RoleChanges>;

export const AuditEntry = Type.Object({
  id: Type.Integer(),
  at: Timestamp,
  actor_id: Nullable(Type.Integer()),
  subject_id: Nullable(Type.Integer()),
  action: Type.String(),
  details: Type.Record(Type.String(), Type.Unknown()),
});
export type AuditEntry = Static<typeof AuditEntry>;

export const ExportedData = Type.Record(Type.String(), Type.Unknown());

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

export const ServiceStatus = Type.Object({ status: Type.Literal('OK'), database: Type.Literal('Connected') });
export const ServiceBroken = Type.Object({
  status: Type.Literal('ERROR'),
  database: Type.Literal('Not connected'),
  error: Type.String(),
});
