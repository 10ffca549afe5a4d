// Large libraries, the contract and the service kit are loaded once in a worker, and not once more for every test file: to
// load them took longer than most files take to run. None of them keeps anything from one test for the next. The services
// are fresh in every file, and so is the contract or the kit in files of its own, which import it by its path.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { types } from 'node:util';
import { TestEnvironment } from 'jest-environment-node';

const ROOT = join(import.meta.dirname, '../../..');

/** As the room finds them whose dependencies they are. */
function requireOnce(name: string, room = 'packages/service-kit'): unknown {
  return createRequire(join(ROOT, room, 'package.json'))(name);
}

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
