import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/hooks.ts';
import { App } from './app.tsx';
import { reloadWhenReplaced } from './routes/replaced.ts';
import { beginNewPagesAtTheTop } from './routes/scroll.ts';
import { currentSession, onSession, wake } from './session/session.ts';
import './theme/fonts.css';
import './theme/tokens.css';
import './theme/base.css';

beginNewPagesAtTheTop();
reloadWhenReplaced();
void wake();

// What one person was told is not for the next.
let who = nameOfCaller();
onSession(() => {
  if (who === nameOfCaller()) return;
  if (who !== 'waking') void queryClient.resetQueries();
  who = nameOfCaller();
});

function nameOfCaller(): string {
  const session = currentSession();
  return session.kind === 'member' ? String(session.profile.id) : session.kind;
}

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
