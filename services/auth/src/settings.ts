// The environment of this service.
import { port, publicUrl, shared, whereMayBe } from '@movies/service-kit';
import { type Static, Type } from 'typebox';

export const accountSettings = {
  ADMIN_EMAIL: Type.Optional(
    Type.String({
      format: 'email',
      examples: ['me@example.org'],
      description: 'This account exists as a superuser after the start.',
    }),
  ),
  ADMIN_PASSWORD: Type.Optional(
    Type.String({ minLength: 8, description: 'Its password, if the account has to be made.' }),
  ),
  SMTP_URL: Type.Optional(
    Type.String({
      pattern: '^smtps?://',
      examples: ['smtp://user:password@host:587'],
      description: 'The mail server, as `smtp://user:password@host:587`. Without one, letters become files.',
    }),
  ),
  MAIL_FROM: Type.String({
    default: 'Movie Review Platform <no-reply@localhost>',
    description: 'Whom letters come from.',
  }),
  PUBLIC_URL: publicUrl,
  DATA_DIR: Type.String({ default: '.data', description: 'Where files are kept.' }),
};

export const AuthSettings = Type.Object({
  PORT: port(8101, 'Port to listen on.'),
  ...shared,
  ...accountSettings,
  MOVIE_URL: whereMayBe('movie', 8102),
  RECOMMENDATION_URL: whereMayBe('recommendation', 8103),
  NOTIFICATION_URL: whereMayBe('notification', 8104),
});
export type AuthSettings = Static<typeof AuthSettings>;
