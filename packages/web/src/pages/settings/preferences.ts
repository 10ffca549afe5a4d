// My preferences: what is changed counts at once, and is as before where it can't be saved.
import {
  myPreferences,
  myProfile,
  type Preferences,
  type PreferencesInput,
  recommendedForMe,
  savePreferences,
} from '@movies/contract';
import { type Answered, call } from '../../api/call.ts';
import { keyOf, outdate, queryClient, useAnswer } from '../../api/hooks.ts';
import { notSaved } from '../../ui/sentence.ts';
import { say } from '../../ui/toast-store.ts';

type Known = Answered<typeof myPreferences>;

const KEY = keyOf(myPreferences);
/** One after the other: the last word is the one that stays. */
let saving: Promise<unknown> = Promise.resolve();

export function usePreferences() {
  return useAnswer(myPreferences);
}

export async function prefer(changes: PreferencesInput): Promise<void> {
  await queryClient.cancelQueries({ queryKey: KEY });
  const before = queryClient.getQueryData<Known>(KEY);
  if (before) queryClient.setQueryData<Known>(KEY, { ...before, body: merged(before.body, changes) });
  const mine = saving.then(() => call(savePreferences, { body: changes }));
  saving = mine.catch(() => undefined);
  try {
    await mine;
    void outdate(recommendedForMe, myProfile);
  } catch (error) {
    say(notSaved(error));
    void outdate(myPreferences);
  }
}

function merged(known: Preferences, changes: PreferencesInput): Preferences {
  return {
    ...known,
    ...changes,
    notifications: { ...known.notifications, ...changes.notifications },
    recommendations: { ...known.recommendations, ...changes.recommendations },
  };
}
