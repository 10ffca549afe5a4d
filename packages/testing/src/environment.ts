// Large libraries are loaded once in a worker, and not once more for every test file: to load them took longer than most
// files take to run. Only such as don't ask whether something is an Error, a Promise or a RegExp, which Jest makes anew
// for every file. What is ours is fresh in every file.
import { createRequire } from 'node:module';
import { TestEnvironment } from 'jest-environment-node';

/** As the service kit finds them: they are its own dependencies. */
const requireOnce = createRequire(import.meta.resolve('@movies/service-kit'));

export default class SharedLibraries extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    Object.assign(this.global, { requireOnce });
  }
}
