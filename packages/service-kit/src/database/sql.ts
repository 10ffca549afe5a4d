// SQL on a connection, however one came by it: what values become, and what failures mean.
import pg from 'pg';
import { translated } from './failures.ts';

/** Runs SQL. Values always travel as parameters. */
export interface Sql {
  rows<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  row<Row>(text: string, values?: readonly unknown[]): Promise<Row | undefined>;
  /** How many rows a write touched. */
  run(text: string, values?: readonly unknown[]): Promise<number>;
}

export type Run = (text: string, values: unknown[]) => Promise<pg.QueryResult>;

// A date is a day and not a moment of some time zone; moments leave as the text the API speaks; counts are numbers.
export const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.DATE, (text) => text);
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString());
types.setTypeParser(pg.types.builtins.INT8, Number);

export function sqlOn(run: Run): Sql {
  const query = async (text: string, values: readonly unknown[] = []) => run(text, [...values]).catch(rethrow);
  return {
    rows: async <Row>(text: string, values?: readonly unknown[]) => (await query(text, values)).rows as Row[],
    row: async <Row>(text: string, values?: readonly unknown[]) =>
      (await query(text, values)).rows[0] as Row | undefined,
    run: async (text, values) => (await query(text, values)).rowCount ?? 0,
  };
}

export function rethrow(error: unknown): never {
  throw translated(error);
}
