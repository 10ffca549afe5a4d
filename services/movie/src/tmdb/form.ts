import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';

const checks = new WeakMap<TSchema, (value: unknown) => boolean>();

/** Whether a value is of a form. */
export function isOf<T extends TSchema>(form: T, value: unknown): value is Static<T> {
  let check = checks.get(form);
  if (!check) {
    const compiled = Compile(form);
    check = (given) => compiled.Check(given);
    checks.set(form, check);
  }
  return check(value);
}
