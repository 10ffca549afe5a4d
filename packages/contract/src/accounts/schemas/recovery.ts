// What it takes to get a new password.
import { Type } from 'typebox';
import { Email, GivenPassword, NewPassword, Token } from './credentials.ts';

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
