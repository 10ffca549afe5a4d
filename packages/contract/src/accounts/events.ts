// What the auth service tells the others.
import { type Static, Type } from 'typebox';
import { eventType } from '../event.ts';
import { Id } from '../fields.ts';
import { Preferences } from './schemas/people.ts';

const Person = { user_id: Id, username: Type.String(), name: Type.String() };

export const userRegistered = eventType('user.registered', Type.Object(Person));
export const userRenamed = eventType('user.renamed', Type.Object(Person));
export const userProfileChanged = eventType('user.profile_changed', Type.Object({ ...Person, bio: Type.String() }));
export const userPreferencesSaved = eventType(
  'user.preferences_saved',
  Type.Object({ user_id: Id, preferences: Preferences }),
);
export const userDeleted = eventType('user.deleted', Type.Object({ user_id: Id }));

export const userRolesChanged = eventType(
  'user.roles_changed',
  Type.Object({ user_id: Id, is_active: Type.Boolean(), is_staff: Type.Boolean(), is_superuser: Type.Boolean() }),
);

/** Tokens of this session with a lower version are void; one that ended has no version that is high enough. */
export const SessionRevocation = Type.Object({ session_id: Type.String(), valid_from_version: Type.Integer() });
export type SessionRevocation = Static<typeof SessionRevocation>;
export const sessionRevoked = eventType('session.revoked', SessionRevocation);

/** The set of keys that sign tokens is another now. */
export const keysRotated = eventType('keys.rotated', Type.Object({}));
