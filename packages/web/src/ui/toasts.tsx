import { useSyncExternalStore } from 'react';
import { words } from '../words/index.ts';
import { Icon } from './icon.tsx';
import { dismiss, hold, letGo, onToasts, shownToasts, type Toast } from './toast-store.ts';
import css from './toasts.module.css';

export function Toasts() {
  const toasts = useSyncExternalStore(onToasts, shownToasts);
  return (
    <div className={css.toasts} role="status" aria-live="polite">
      {toasts.map((toast) => (
        <OneToast key={toast.id} {...toast} />
      ))}
    </div>
  );
}

function OneToast({ id, text, action }: Toast) {
  const act = () => {
    dismiss(id);
    action?.do();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only stays while someone is at it
    <div
      className={css.toast}
      onPointerEnter={() => hold(id)}
      onPointerLeave={() => letGo(id)}
      onFocus={() => hold(id)}
      onBlur={() => letGo(id)}
    >
      <span>{text}</span>
      {action && (
        <button type="button" className={css.action} onClick={act}>
          {action.label}
        </button>
      )}
      <button type="button" className={css.close} aria-label={words.form.close} onClick={() => dismiss(id)}>
        <Icon name="close" size={16} />
      </button>
    </div>
  );
}
