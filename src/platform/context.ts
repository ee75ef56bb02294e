import type { Config } from "./config.ts";
import { type ConstraintSentences, withSentence } from "./db/constraints.ts";
import type { Database, Scope, Transaction } from "./db/database.ts";
import { pastWalls, systemScope } from "./db/database.ts";
import { outsideValue } from "./db/outside-value.ts";
import type { FileStore } from "./files/file-store.ts";
import type { Locale } from "./i18n/locales.ts";
import type { Jobs } from "./jobs/jobs.ts";
import type { Log } from "./log.ts";
import type { Mailer } from "./mail/mailer.ts";

/** What one server process holds open; built once at start, and once per test file. */
export interface Platform {
  config: Config;
  log: Log;
  database: Database;
  jobs: Jobs;
  mailer: Mailer;
  files: FileStore;
  constraints: ConstraintSentences;
  /** The only clock; tests and seeds set it. */
  now(): Date;
}

/** Who asks. A visitor has no seat; the system runs jobs and seeds. */
export interface Actor {
  kind: "visitor" | "person" | "token" | "system";
  personId: string | null;
  personName: string | null;
  seatId: string | null;
  role: string | null;
  organisationId: string | null;
  organisationKind: string | null;
  unitId: string | null;
  /** Scopes of a token ("needs:read"); null for people, who may do all their seat may. */
  scopes: readonly string[] | null;
}

/** First argument of every command and query. */
export interface Context {
  readonly platform: Platform;
  readonly actor: Actor;
  readonly requestId: string;
  /** Where the request came from (address), for the audit log. */
  readonly origin: string | null;
  readonly locale: Locale;
  now(): Date;
  /** One transaction under the actor's walls. */
  transact<Result>(run: (tx: Transaction) => Promise<Result>): Promise<Result>;
}

export const visitor: Actor = {
  kind: "visitor",
  personId: null,
  personName: null,
  seatId: null,
  role: null,
  organisationId: null,
  organisationKind: null,
  unitId: null,
  scopes: null,
};

export const system: Actor = { ...visitor, kind: "system" };

export function contextFor(
  platform: Platform,
  actor: Actor,
  { requestId = "-", origin = null, locale = "en" }: { requestId?: string; origin?: string | null; locale?: Locale } = {},
): Context {
  return {
    platform,
    actor,
    requestId,
    origin,
    locale,
    now: platform.now,
    transact: (run) =>
      platform.database.transact(scopeOf(actor), run).catch((error: unknown) => {
        throw outsideValue(error) ?? withSentence(error, platform.constraints);
      }),
  };
}

/**
 * Runs a part of the actor's own transaction as the system: what has to be true from the moment the transaction commits, wherever the
 * actor's walls are. When it throws the transaction has to end.
 */
export const asSystem = <Result>(tx: Transaction, ctx: Context, run: (own: Context) => Promise<Result>): Promise<Result> =>
  pastWalls(tx, scopeOf(ctx.actor), () => run(contextFor(ctx.platform, system, ctx)));

function scopeOf(actor: Actor): Scope {
  if (actor.kind === "system") return systemScope;
  return {
    role: "app_user",
    orgIds: actor.organisationId ? [actor.organisationId] : [],
    unitIds: actor.unitId ? [actor.unitId] : [],
    personId: actor.personId,
  };
}
