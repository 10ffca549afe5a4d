// Someone was logged in and is not any more: they are asked back in where they are, and nothing they typed is lost.
import { useState } from 'react';
import { LogInForm } from '../account/log-in-form.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { words } from '../words/index.ts';
import { useSession } from './use-session.ts';

export function SessionEnded() {
  const session = useSession();
  const [isWavedOff, setWavedOff] = useState(false);
  if (session.kind !== 'guest' || !session.ended || isWavedOff) return null;
  return (
    <Dialog title={words.session.ended} onClose={() => setWavedOff(true)}>
      <p>{words.session.endedMore}</p>
      <LogInForm onDone={() => undefined} />
    </Dialog>
  );
}
