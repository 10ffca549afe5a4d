import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { everyPage, type Viewer } from './every-page.ts';
import { findingsOn } from './harness/axe.ts';
import { movieCalled } from './harness/movies.ts';
import { goWithin, newPerson, stage, type Visit, visit } from './harness/stage.ts';

const visits = {} as Record<Viewer, Visit>;
let movie: number;
let person: number;

beforeAll(async () => {
  const { platform } = stage();
  const member = await newPerson();
  movie = await movieCalled('Parasite');
  person = member.id;
  const [guest, asMember, admin] = await Promise.all([visit(), visit({ as: member }), visit({ as: platform.admin })]);
  Object.assign(visits, { guest, member: asMember, admin });
});
afterAll(() => Promise.all(Object.values(visits).map(({ context }) => context.close())));

describe('every page', () => {
  test.each(everyPage.map((sight) => [sight.name, sight] as const))(
    'has nothing that axe finds wrong: %s',
    async (_name, sight) => {
      const { page, complaints } = visits[sight.as];
      await goWithin(page, sight.path.replace(':movie', String(movie)).replace(':person', String(person)));
      await page.waitForLoadState('networkidle');
      expect(await findingsOn(page)).toEqual([]);
      expect(complaints).toEqual([]);
      expect(await page.title()).toContain('Movie Review Platform');
    },
  );
});
