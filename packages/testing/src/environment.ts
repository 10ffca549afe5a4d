// Large libraries are loaded once in a worker, and not once more for every test file: to load them took longer than most
// files take to run. What is ours is fresh in every file.
import { createRequire } from 'node:module';
import { types } from 'node:util';
import { TestEnvironment } from 'jest-environment-node';

/** As the service kit finds them: they are its own dependencies. */
const requireOnce = createRequire(import.meta.resolve('@movies/service-kit'));

// Jest makes these anew for every file; to a library that asks what something is they are what they are all the same.
recognise(Error, isError);
recognise(Promise, types.isPromise);
recognise(RegExp, types.isRegExp);
recognise(Date, types.isDate);

function isError(value: unknown): boolean {
  if (types.isNativeError(value)) return true;
  for (let one = value; typeof one === 'object' && one !== null; one = Object.getPrototypeOf(one)) {
    if (Object.hasOwn(one, 'constructor') && one.constructor.name === 'Error') return true;
  }
  return false;
}

function recognise(kind: object, is: (value: unknown) => boolean): void {
  const usual = Function.prototype[Symbol.hasInstance];
  Object.defineProperty(kind, Symbol.hasInstance, {
    value(this: unknown, value: unknown) {
      return this === kind ? is(value) : usual.call(this as object, value);
    },
  });
}

export default class SharedLibraries extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    Object.assign(this.global, { requireOnce });
  }
}
