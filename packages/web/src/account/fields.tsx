// What an account is known by and entered with, as every form asks for it.
import type { ComponentProps } from 'react';
import { PasswordField, TextField } from '../ui/field.tsx';

type Given = ComponentProps<typeof TextField>;

export function UsernameField(given: Given) {
  return (
    <TextField
      name="username"
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
      required
      minLength={2}
      maxLength={32}
      {...given}
    />
  );
}

export function EmailField(given: Given) {
  return <TextField type="email" name="email" autoComplete="email" required maxLength={254} {...given} />;
}

export function NewPasswordField(given: Given) {
  return (
    <PasswordField name="new-password" autoComplete="new-password" required minLength={8} maxLength={128} {...given} />
  );
}
