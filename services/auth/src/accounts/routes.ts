import * as contract from '@movies/contract';
import { answer, revocationsHeader, type Serve } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { noRefreshCookie } from '../sessions/refresh-cookie.ts';
import { deleteAccount } from './deletion.ts';
import { exportOf } from './export.ts';
import { myPreferences, savePreferences } from './preferences.ts';
import { editProfile, ownProfile, profileSeenBy } from './profiles.ts';

export function accountRoutes(serve: Serve, context: Context): void {
  serve(contract.myProfile, async ({ caller }) => answer(200, await ownProfile(context, caller)));

  serve(contract.editMyProfile, async ({ caller, body }) =>
    answer(200, await editProfile(context, caller, caller.userId, body)),
  );

  serve(contract.profile, async ({ params, caller }) => answer(200, await profileSeenBy(context, params.id, caller)));

  serve(contract.editProfile, async ({ params, caller, body }) =>
    answer(200, await editProfile(context, caller, params.id, body)),
  );

  serve(contract.myPreferences, async ({ caller }) => answer(200, await myPreferences(context, caller)));

  serve(contract.savePreferences, async ({ caller, body }) =>
    answer(200, await savePreferences(context, caller, body)),
  );

  serve(contract.exportMyData, async ({ caller }) => {
    const headers = { 'content-disposition': `attachment; filename="movie-review-platform-${caller.username}.json"` };
    return answer(200, await exportOf(context, caller), headers);
  });

  serve(contract.deleteMyAccount, async ({ caller, body, request }) => {
    const ended = await deleteAccount(context, caller, body.password);
    const headers = { ...revocationsHeader(ended), ...noRefreshCookie(request) };
    return answer(200, { message: 'Account deleted' }, headers);
  });
}
