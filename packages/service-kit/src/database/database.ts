// A service's own schema in PostgreSQL: one pool with limits, transactions, and failures in the words of the domain.
import pg from 'pg';
import { DataSource, type EntityManager, type EntitySchema, type MigrationInterface } from 'typeorm';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { tracingHere } from '../tracing/tracing.ts';
import { isConnectionLost, translated } from './failures.ts';
import { migrate } from './migrate.ts';
import { type Run, rethrow, type Sql, sqlOn, types } from './sql.ts';
import { whenItAnswers } from './when-it-answers.ts';

type Migration = new () => MigrationInterface;

export interface DatabaseOptions {
  url: string;
  schema: string;
  entities: EntitySchema[];
  migrations: Migration[];
  log: Log;
  poolSize?: number;
  /** Where the figures of the pool are told. */
  metrics?: Metrics;
  /** How long a statement may take; longer than usual for work of an operator, whom nobody waits for. */
  answerMs?: number;
  /** How long a start waits for a database that does not answer yet. */
  patienceMs?: number;
}

export interface Transaction extends Sql {
  /** TypeORM on this transaction's connection, for writes of whole entities. */
  entities: EntityManager;
  /** Runs once the transaction is committed, and is waited for; not at all when it is rolled back. */
  afterCommit(work: () => unknown): void;
}

export interface Database extends Sql {
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Throws where the database does not answer. */
  check(): Promise<void>;
  readonly source: DataSource;
  /** A connection of its own, outside the pool, for LISTEN. */
  connect(): Promise<pg.Client>;
  close(): Promise<void>;
}

// A stopped server must not hold a request: waiting for a connection and for an answer have an end.
const ANSWER_MS = 1_000;
const CONNECT_MS = 1_000;

// What lies in memory or on an SSD is as near at one place as at another; and to start helpers, or to compile, takes longer
// than any of our statements.
const FOR_SHORT_STATEMENTS = '-c random_page_cost=1.1 -c max_parallel_workers_per_gather=0 -c jit=off';

export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  await migrate(options);
  const source = await whenItAnswers(options, () => dataSource(options).initialize());
  const pool = (source.driver as unknown as { master: pg.Pool }).master;
  options.metrics?.gaugesBy('database_connections', HELP, 'state', async () => figuresOf(pool), {
    service: options.schema,
  });

  return {
    ...sqlOn(traced(options.schema, (text, values) => pool.query(text, values))),
    source,
    transaction: (work) => inTransaction(source, options.schema, work),
    check: async () => void (await pool.query('SELECT 1').catch(rethrow)),
    connect: () => listener(options),
    close: () => source.destroy(),
  };
}

const HELP = 'Connections of the pool by state, and those who wait for one.';

function figuresOf({ totalCount, idleCount, waitingCount, options: { max } }: pg.Pool): Record<string, number> {
  return { busy: totalCount - idleCount, idle: idleCount, waiting: waitingCount, limit: max };
}

function dataSource({ url, schema, entities, log, poolSize = 10, answerMs = ANSWER_MS }: DatabaseOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    schema,
    entities,
    poolSize,
    connectTimeoutMS: CONNECT_MS,
    applicationName: `movies-${schema}`,
    // An idle connection may break at any moment; without a listener that ends the process.
    poolErrorHandler: (error: Error) => log.warn({ err: error }, 'a database connection was lost'),
    extra: {
      types,
      query_timeout: answerMs,
      statement_timeout: answerMs,
      keepAlive: true,
      idleTimeoutMillis: 60_000,
      options: `-c search_path=${schema},public ${FOR_SHORT_STATEMENTS}`,
    },
  });
}

async function listener({ url, schema }: DatabaseOptions): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `movies-${schema}-listener`,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
  });
  await client.connect();
  return client;
}

/** Statements are noted in traces; their values never are. */
function traced(schema: string, run: Run): Run {
  const tracing = tracingHere();
  if (!tracing) return run;
  return (text, values) => {
    const statement = text.replace(/\s+/g, ' ').trim();
    const facts = { 'db.system.name': 'postgresql', 'db.namespace': schema, 'db.query.text': statement };
    return tracing.part(`${statement.split(' ', 1)[0]} ${schema}`, facts, () => run(text, values));
  };
}

async function inTransaction<T>(source: DataSource, schema: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const runner = source.createQueryRunner();
  const afterCommit: (() => unknown)[] = [];
  let client: pg.PoolClient | undefined;
  try {
    client = (await runner.connect().catch(rethrow)) as pg.PoolClient;
    const connection = client;
    await runner.startTransaction();
    const result = await work({
      ...sqlOn(traced(schema, (text, values) => connection.query(text, values))),
      entities: runner.manager,
      afterCommit: (then) => afterCommit.push(then),
    });
    await runner.commitTransaction();
    // Awaited, so that an answer is not sent before what it makes void is forgotten; but a failure here undoes nothing.
    await Promise.allSettled(afterCommit.map(async (then) => then()));
    return result;
  } catch (error) {
    if (isConnectionLost(error)) breakOff(client);
    else await runner.rollbackTransaction().catch(() => breakOff(client));
    throw translated(error);
  } finally {
    await runner.release();
  }
}

/** A connection that did not answer in time may still be in the middle of something: it is thrown away, not reused. */
function breakOff(client: pg.PoolClient | undefined): void {
  void (client as unknown as pg.Client | undefined)?.end().catch(() => undefined);
}
