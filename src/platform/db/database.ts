import { AsyncLocalStorage } from "node:async_hooks";
import {
  CamelCasePlugin,
  HandleEmptyInListsPlugin,
  Kysely,
  PostgresDialect,
  replaceWithNoncontingentExpression,
  sql,
} from "kysely";
import pg from "pg";
import Cursor from "pg-cursor";
import type { DB } from "#db/types.gen.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded.ts";
import { listen } from "./notifications.ts";
import { setTypeParsers } from "./type-parsers.ts";

export type Transaction = import("kysely").Transaction<DB>;

/** Whose rows a transaction may see: the row-level security policies read these values. */
export interface Scope {
  role: "app_user" | "app_system";
  orgIds: readonly string[];
  unitIds: readonly string[];
  personId: string | null;
}

export const systemScope: Scope = { role: "app_system", orgIds: [], unitIds: [], personId: null };

export interface Database {
  readonly kind: "embedded" | "server";
  readonly pool: pg.Pool;
  /** The owner's connection, past all walls: for migrations, sign-in tables and the job queue only. */
  readonly kysely: Kysely<DB>;
  readonly embedded: EmbeddedPostgres | null;
  /** Runs in one transaction under the scope's walls. Throws when called inside another transaction of the same request. */
  transact<Result>(scope: Scope, run: (tx: Transaction) => Promise<Result>): Promise<Result>;
  /** Calls back once a transaction that notified the channel has committed, in whatever process; see notifications.ts. Returns how to stop. */
  listen(channel: string, onNotice: () => void): () => void;
  close(): Promise<void>;
}

export type DatabaseLocation = { url: string; poolSize?: number } | { directory: string | null; template?: Uint8Array | null };

/** Opens the embedded database of a directory (`null`: in memory) or a PostgreSQL server by URL; migrates neither. */
export async function openDatabase(location: DatabaseLocation): Promise<Database> {
  setTypeParsers();
  const embedded = "url" in location ? null : await startEmbeddedPostgres(location.directory, location.template);
  const pool = new pg.Pool(
    "url" in location
      ? { connectionString: location.url, max: location.poolSize ?? 10 }
      : { host: embedded!.socketDirectory, user: "postgres", database: "postgres", max: 1, idleTimeoutMillis: 0 },
  );
  pool.on("error", () => {});
  const kysely = new Kysely<DB>({
    dialect: new PostgresDialect({ pool, cursor: Cursor }),
    plugins: [
      new CamelCasePlugin({ maintainNestedObjectKeys: true }),
      new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression }),
    ],
  }).withSchema("app");
  return {
    kind: embedded ? "embedded" : "server",
    pool,
    kysely,
    embedded,
    transact: (scope, run) => transact(kysely, scope, run),
    listen: (channel, onNotice) => ("url" in location ? listen(location.url, channel, onNotice) : () => {}),
    close: async () => {
      await kysely.destroy();
      // A Kysely that ran no query leaves its pool open.
      if (!pool.ended) await pool.end();
      await embedded?.stop();
    },
  };
}

const openTransaction = new AsyncLocalStorage<true>();

async function transact<Result>(kysely: Kysely<DB>, scope: Scope, run: (tx: Transaction) => Promise<Result>): Promise<Result> {
  if (openTransaction.getStore()) {
    throw new Error("A transaction was opened inside a transaction; pass `tx` to the inner function instead.");
  }
  return kysely.transaction().execute((tx) =>
    openTransaction.run(true, async () => {
      await enterScope(tx, scope);
      return run(tx);
    }),
  );
}

/** Runs a part of a transaction past the walls of `scope`, which hold again afterwards. */
export async function pastWalls<Result>(tx: Transaction, scope: Scope, run: () => Promise<Result>): Promise<Result> {
  await enterScope(tx, systemScope);
  const result = await run();
  await enterScope(tx, scope);
  return result;
}

async function enterScope(tx: Transaction, { role, orgIds, unitIds, personId }: Scope): Promise<void> {
  await sql`select set_config('role', ${role}, true),
    set_config('app.org_ids', ${`{${orgIds.join(",")}}`}, true),
    set_config('app.unit_ids', ${`{${unitIds.join(",")}}`}, true),
    set_config('app.person_id', ${personId ?? ""}, true)`.execute(tx);
}

/** The one way a JavaScript value becomes jsonb; a bare array would be bound as a PostgreSQL array. */
export function json(value: unknown) {
  return sql<never>`${JSON.stringify(value)}::jsonb`;
}
