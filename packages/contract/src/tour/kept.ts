// What steps of the tour know from earlier ones, by name, each with a sample for those who only read.

export const SAMPLES = {
  run: 'k3x9',
  password: 'a long sentence',
  new_password: 'quite another sentence',
  admin_email: 'admin@example.org',
  admin_password: 'the password that was shown at the first start',
  confirmation_code: 'Jx0n2vQpYl3w9eVbD5sT1cRk7hGm4zUa8fOiN6tXyEw',
  reset_code: 'b7Hs2LkQ9dVxYp0TnWc4ErGu6MzJ1fOaI5iXt8SvKqE',
  refresh_token: 'Zk3T9qLx0vB7nM2wRc5YhJ8dFg1sPa4eUi6oXtVyKlQ',
  user_id: 1042,
  other_id: 1043,
  third_id: 1044,
  session_id: '0b6f2f0e-5d0a-4f5e-9a5e-0c8a3a1f7f11',
  movie_id: '1000000007',
  review_id: 512,
  comment_id: 88,
  report_id: 3,
  import_id: 5,
  webhook_id: 2,
} as const;

export type KeptName = keyof typeof SAMPLES;

/** Stands for an id that was kept under a name. Within text it is written as it is: `{{name}}`. */
export function kept(name: KeptName): number {
  return `{{${name}}}` as unknown as number;
}

/** The same example with samples in place of what would be kept, for those who only read. */
export function withSamples(example: unknown): unknown {
  if (typeof example === 'string') return sampled(example);
  if (Array.isArray(example)) return example.map(withSamples);
  if (typeof example !== 'object' || example === null) return example;
  return Object.fromEntries(Object.entries(example).map(([name, value]) => [name, withSamples(value)]));
}

const WHOLE = /^\{\{(\w+)\}\}$/;

function sampled(text: string): unknown {
  const [, whole] = WHOLE.exec(text) ?? [];
  if (whole) return SAMPLES[whole as KeptName];
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: KeptName) => String(SAMPLES[name]));
}
