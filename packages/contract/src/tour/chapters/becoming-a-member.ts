// An account, its sessions and its profile. The member of the tour is Ada; Bob is someone else.
import * as accounts from '../../accounts/operations.ts';
import { kept } from '../kept.ts';
import { alias, type Chapter, everyName, step } from '../step.ts';

const TOKENS = { access_token: 'answer.access_token', refresh_token: 'answer.refresh_token' };
const ADA = { email: 'ada-{{run}}@example.org', password: '{{password}}' };
const BOB = { name: 'Bob', email: 'bob-{{run}}@example.org', password: '{{password}}' };
const EVE = { username: 'eve-{{run}}', email: 'eve-{{run}}@example.org', password: '{{password}}' };

export const becomingAMember: Chapter = {
  title: 'Becoming a member',
  steps: [
    step(accounts.register, {
      body: {
        username: 'ada-{{run}}',
        ...ADA,
        confirm_password: '{{password}}',
        first_name: 'Ada',
        bio: 'At the movies.',
      },
      keeps: { ...TOKENS, user_id: 'answer.profile.id' },
    }),
    alias(accounts.register, 1, {
      body: BOB,
      keeps: { other_token: 'answer.access_token', other_id: 'answer.profile.id' },
    }),
    alias(accounts.register, 2, { body: EVE, keeps: { third_id: 'answer.profile.id' } }),
    step(accounts.confirmEmail, { body: { token: '{{confirmation_code}}' }, needs: 'confirmation_code' }),
    step(accounts.forgotPassword, { body: { email: 'bob-{{run}}@example.org' } }),
    step(accounts.resetPassword, {
      body: { token: '{{reset_code}}', new_password: '{{new_password}}' },
      needs: 'reset_code',
    }),
    step(accounts.logOut),
    step(accounts.logIn, { body: ADA, keeps: TOKENS }),
    alias(accounts.logOut, 1),
    alias(accounts.logIn, 1, { body: ADA, keeps: TOKENS }),
    step(accounts.refresh, { body: { refresh_token: '{{refresh_token}}' }, keeps: TOKENS }),
    alias(accounts.logIn, 2, { body: { ...ADA } }),
    step(accounts.listSessions, { keeps: { session_id: 'answer.find(({ current }) => !current).id' } }),
    step(accounts.endSession, { params: { id: '{{session_id}}' } }),
    step(accounts.endOtherSessions),
    step(accounts.changePassword, {
      body: {
        current_password: '{{password}}',
        new_password: '{{new_password}}',
        confirm_password: '{{new_password}}',
      },
    }),
  ],
};

const TASTE = { genres: ['Animation', 18], actors: ['Toshirō Mifune'], movies: [129] };

export const profiles: Chapter = {
  title: 'Profile and preferences',
  steps: [
    ...everyName(accounts.myProfile),
    ...everyName(accounts.editMyProfile, { body: { name: 'Ada L.', bio: 'Mostly in the third row.' } }),
    ...everyName(accounts.profile, { params: { id: kept('user_id') } }),
    ...everyName(accounts.editProfile, {
      params: { id: kept('user_id') },
      body: { first_name: 'Ada', birth_date: '1990-12-10' },
    }),
    ...everyName(accounts.savePreferences, { body: { ...TASTE, notifications: { email_digest: 'weekly' } } }),
    step(accounts.myPreferences),
  ],
};

export const leaving: Chapter = {
  title: 'Leaving',
  steps: [
    step(accounts.exportMyData),
    step(accounts.deleteMyAccount, {
      title: 'Bob deletes his account and all that is his',
      as: 'other',
      body: { password: '{{password}}' },
    }),
    step(accounts.deleteMyAccount, { body: { password: '{{new_password}}' } }),
  ],
};
