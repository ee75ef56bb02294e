import { AsyncLocalStorage } from "node:async_hooks";
import { CompiledQuery } from "kysely";
import { type ConstructorOptions, type Job, PgBoss, type QueueOptions, type SendOptions } from "pg-boss";
import type { Context } from "../context.ts";
import type { Database, Transaction } from "../db/database.ts";
import type { Log } from "../log.ts";

export type JobData = Record<string, unknown>;

export interface JobHandle<Data extends JobData> {
  id: string;
  data: Data;
  /** Aborts when the server shuts down or the job's time is over; long work stops at its next safe point. */
  signal: AbortSignal;
}

export interface JobDefinition<Data extends JobData = JobData> {
  name: string;
  run(job: JobHandle<Data>): Promise<void>;
  /** Default 5 attempts, exponential back-off from 5 seconds; then the job is dead and administrators see it. */
  queue?: Omit<QueueOptions, "name">;
  /** Five-field cron expression, evaluated in the base's time zone. */
  cron?: string;
  /** Names of events (outbox) that enqueue this job. */
  on?: readonly string[];
}

/** As `ownerOrgId` of a job's data: no organisation's administrators see the job, not even that it ran. */
export const ownedByNobody = "nobody";

/** What has to follow a fact in the transaction that publishes it, past the walls of whoever did it. */
export type Follower = (tx: Transaction, ctx: Context, payload: JobData) => Promise<void>;

export interface Jobs {
  define<Data extends JobData>(definition: JobDefinition<Data>): void;
  subscribersOf(event: string): readonly string[];
  /** For what must not wait for a job; it makes the transaction longer and, when it fails, undoes it. */
  follow(event: string, follower: Follower): void;
  followersOf(event: string): readonly Follower[];
  /** Enqueues in the given transaction: no commit, no job. `singletonKey` keeps at most one waiting job of that key. */
  enqueue(tx: Transaction, name: string, data: JobData, options?: SendOptions): Promise<string | null>;
  /** Creates the queues, so that jobs can be enqueued where no worker runs (command line, tests); call after every definition. */
  prepare(): Promise<void>;
  /** Prepares, and runs workers and schedules. */
  start(timeZone: string): Promise<void>;
  stop(): Promise<void>;
  readonly boss: PgBoss;
}

type SqlExecutor = NonNullable<ConstructorOptions["db"]>;

export const jobSchema = "pgboss";

/** The job queue lies in the same database, so a job and the rows it is about commit together. */
export function openJobs(database: Database, log: Log): Jobs {
  const definitions = new Map<string, JobDefinition>();
  const followers: { event: string; follower: Follower }[] = [];
  const boss = new PgBoss({ db: poolExecutor(database), schema: jobSchema, schedule: true, supervise: true });
  boss.on("error", (error: unknown) => log.error({ error }, "job queue"));
  return {
    boss,
    define: (definition) => {
      if (definitions.has(definition.name)) throw new Error(`The job ${definition.name} is defined twice.`);
      definitions.set(definition.name, definition as unknown as JobDefinition);
    },
    subscribersOf: (event) => [...definitions.values()].filter(({ on }) => on?.includes(event)).map(({ name }) => name),
    follow: (event, follower) => void followers.push({ event, follower }),
    followersOf: (event) => followers.filter((each) => each.event === event).map(({ follower }) => follower),
    enqueue: (tx, name, data, options = {}) =>
      enqueueing.run(tx, () => boss.send(name, data, { ...options, db: transactionExecutor(tx) })),
    prepare: () => createQueues(boss, [...definitions.values()]),
    start: (timeZone) => start(boss, [...definitions.values()], log, timeZone),
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
}

/** Creates or upgrades the queue's own schema, as the owner of the database. */
export async function migrateJobs(database: Database): Promise<void> {
  const boss = new PgBoss({ db: poolExecutor(database), schema: jobSchema, schedule: false, supervise: false });
  await boss.start();
  await boss.stop({ graceful: false });
}

async function start(boss: PgBoss, definitions: JobDefinition[], log: Log, timeZone: string): Promise<void> {
  await boss.start();
  await createQueues(boss, definitions);
  for (const definition of definitions) {
    const { name, cron } = definition;
    await boss.updateQueue(name, queueOptions(definition));
    await boss.work(name, { pollingIntervalSeconds: 1 }, async (jobs: Job<JobData>[]) => {
      for (const job of jobs) await runLogged(definition, job, log);
    });
    if (cron) await boss.schedule(name, cron, {}, { tz: timeZone });
  }
}

/** Never inside a transaction: the queue commits what it creates by itself. */
async function createQueues(boss: PgBoss, definitions: JobDefinition[]): Promise<void> {
  for (const definition of definitions) await boss.createQueue(definition.name, queueOptions(definition));
}

const queueOptions = (definition: JobDefinition) => ({
  retryLimit: 4,
  retryDelay: 5,
  retryBackoff: true,
  expireInSeconds: 3600,
  ...definition.queue,
});

async function runLogged({ name, run }: JobDefinition, job: Job<JobData>, log: Log): Promise<void> {
  const startedAt = performance.now();
  try {
    await run({ id: job.id, data: job.data, signal: job.signal });
    log.info({ job: name, jobId: job.id, ms: Math.round(performance.now() - startedAt) }, "job done");
  } catch (error) {
    log.error({ job: name, jobId: job.id, error }, "job failed");
    throw error;
  }
}

/** The transaction a job is being enqueued in; what pg-boss looks up meanwhile must not wait for another connection. */
const enqueueing = new AsyncLocalStorage<Transaction>();

function poolExecutor(database: Database): SqlExecutor {
  return {
    executeSql: (text, values) => {
      const tx = enqueueing.getStore();
      return tx ? transactionExecutor(tx).executeSql(text, values) : database.pool.query(text, values as unknown[]);
    },
  };
}

function transactionExecutor(tx: Transaction): SqlExecutor {
  return {
    executeSql: async (text, values) => {
      const { rows } = await tx.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, [...(values ?? [])]));
      return { rows: rows as never[] };
    },
  };
}
