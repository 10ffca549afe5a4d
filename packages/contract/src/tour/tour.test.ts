import { describe, expect, test } from '@jest/globals';
import { Value } from 'typebox/value';
import { openApi } from '../openapi.ts';
import { routesOf } from '../operation.ts';
import { operations } from '../operations.ts';
import { withSamples } from './kept.ts';
import { tour } from './tour.ts';

const steps = tour.flatMap((chapter) => chapter.steps);

describe('the tour', () => {
  test('comes past every operation under every name', () => {
    const passed = new Set(steps.map(({ route }) => `${route.method} ${route.path}`));
    const all = operations.flatMap(routesOf).map(({ method, path }) => `${method} ${path}`);
    expect(all.filter((name) => !passed.has(name))).toEqual([]);
  });

  test('knows nothing that was not given or kept before', () => {
    const known = new Set(['run', 'password', 'new_password', 'admin_email', 'admin_password']);
    for (const { title, operation, params, query, body, needs, keeps } of steps) {
      const words = JSON.stringify({ params, query, body });
      const used = [...words.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name);
      const unknown = used.filter((name) => !known.has(name) && name !== needs);
      expect({ title, operation: operation.id, unknown }).toEqual({ title, operation: operation.id, unknown: [] });
      for (const name of Object.keys(keeps)) known.add(name);
    }
  });

  test.each(steps.map((step) => [step.title, step] as const))(
    '%s: its example is what the operation takes',
    (_, step) => {
      const { operation, params, query, body } = step;
      for (const [schema, example] of [
        [operation.params, params],
        [operation.query, query],
        [operation.body, body],
      ] as const) {
        if (schema) expect([...Value.Errors(schema, withSamples(example))]).toEqual([]);
        else expect(example ?? {}).toEqual({});
      }
    },
  );
});

test('the OpenAPI document shows the examples, and no name of a variable', () => {
  const { paths } = openApi('1.0.0') as { paths: Record<string, Record<string, Record<string, unknown>>> };
  const rating = paths['/api/movies/{id}/rating']?.put;
  expect(rating?.parameters).toMatchObject([{ name: 'id', example: '129' }]);
  expect(rating?.requestBody).toMatchObject({ content: { 'application/json': { example: { rating: 4.5 } } } });
  expect(JSON.stringify(paths)).not.toContain('{{');
});
