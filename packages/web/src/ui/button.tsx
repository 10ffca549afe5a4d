import type { ComponentProps, ReactNode } from 'react';
import { PageLink } from '../routes/page-link.tsx';
import css from './button.module.css';
import { classes } from './classes.ts';
import { Icon, type IconName } from './icon.tsx';

type Look = 'primary' | 'secondary' | 'quiet' | 'danger';

interface Looks {
  look?: Look;
  small?: boolean;
  icon?: IconName;
  /** Whether the icon is filled: what it stands for is so. */
  filled?: boolean;
}

export type ButtonProps = ComponentProps<'button'> & Looks & { busy?: boolean };

/** While busy it keeps its focus and its place, and does nothing. */
export function Button({ look = 'secondary', small, icon, filled, busy, children, ...rest }: ButtonProps) {
  const { onClick, type = 'button', className, ...others } = rest;
  return (
    <button
      type={type}
      className={classes(css.button, css[look], small && css.small, className)}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      {...others}
    >
      {icon && <Icon name={icon} filled={filled ?? false} size={small ? 16 : 18} />}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  icon: IconName;
  /** What it does, for those who do not see the icon. */
  label: string;
  filled?: boolean;
}

export function IconButton({ icon, label, filled = false, className, type = 'button', ...rest }: IconButtonProps) {
  return (
    <button
      type={type}
      className={classes(css.button, css.quiet, css.icon, className)}
      aria-label={label}
      title={label}
      {...rest}
    >
      <Icon name={icon} filled={filled} />
    </button>
  );
}

interface ButtonLinkProps extends Looks {
  to: string;
  children: ReactNode;
}

export function ButtonLink({ to, look = 'secondary', small, icon, children }: ButtonLinkProps) {
  return (
    <PageLink to={to} className={classes(css.button, css[look], small && css.small)}>
      {icon && <Icon name={icon} size={18} />}
      {children}
    </PageLink>
  );
}
