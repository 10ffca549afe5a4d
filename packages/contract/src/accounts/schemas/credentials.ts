// What people name themselves by and prove who they are with.
import { Type } from 'typebox';
import { Text } from '../../fields.ts';

export const Username = Type.String({
  minLength: 2,
  maxLength: 32,
  pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$',
  description: 'Letters, digits, dot, dash and underscore; compared without regard to case.',
});

export const Email = Type.String({ format: 'email', maxLength: 254 });

export const NewPassword = Text({ min: 8, max: 128, description: 'At least 8 characters.' });

/** A password as someone types it to prove who they are: any length that could be one. */
export const GivenPassword = Text({ min: 1, max: 1024 });

export const Token = Type.String({ minLength: 1, maxLength: 256, pattern: '^[A-Za-z0-9._~-]+$' });
