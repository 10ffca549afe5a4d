import * as contract from '@movies/contract';
import { answer, revocationsHeader, type Serve } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { confirmEmail } from './confirmation.ts';
import { changePassword, forgetPassword, resetPassword } from './passwords.ts';

export function recoveryRoutes(serve: Serve, context: Context): void {
  serve(contract.changePassword, async ({ caller, body }) => {
    const ended = await changePassword(context, caller, body);
    return answer(200, { message: 'Password changed' }, revocationsHeader(ended));
  });

  serve(contract.forgotPassword, async ({ body }) => {
    await forgetPassword(context, body.email);
    return answer(202, { message: 'If this address has an account, a letter is on its way.' });
  });

  serve(contract.resetPassword, async ({ body }) => {
    const ended = await resetPassword(context, body);
    return answer(200, { message: 'Password changed. Log in with it.' }, revocationsHeader(ended));
  });

  serve(contract.confirmEmail, async ({ body }) => {
    await confirmEmail(context, body.token);
    return answer(200, { message: 'E-mail address confirmed' });
  });
}
