import { sql } from "kysely";
import { companiesChangedSince, sampleCompanies } from "#contexts/companies/index.ts";
import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { companyDocument, type ProfileField } from "../company-document.ts";
import type { Calibration, Document } from "../core/engine.ts";
import { forgetCompanyVectors } from "../meaning/vector-memory.ts";

const sampleSize = 5000;
const indexName = "companies";
const mostCounted = 100_000;
/** Below so many documents nothing is learned from them: these are the lengths of usual profiles. */
const fewestDocuments = 20;
const usualLengths = [2, 9, 45, 5, 6];

export interface DatabaseFacts {
  baseId: string;
  changeSeq: number;
}

export interface KnownCalibration {
  id: string;
  calibration: Calibration;
}

export interface ChangedDocuments {
  changeSeq: number;
  updates: Document[];
  removals: string[];
  /** Some of the removals must leave no trace. */
  hasErased: boolean;
}

/** What the index reads of the database, and the little it writes there. */
export class ChangeFeed {
  readonly #ctx: Context;
  readonly #fields: readonly ProfileField[] | undefined;

  constructor(platform: Platform, fields?: readonly ProfileField[]) {
    this.#ctx = contextFor(platform, system);
    this.#fields = fields;
  }

  /** The next changes after a number, or null when there are none. */
  async changesSince(changeSeq: number, limit: number): Promise<ChangedDocuments | null> {
    const changed = await companiesChangedSince(this.#ctx, changeSeq, limit);
    if (changed.length === 0) return null;
    const erased = changed.filter(({ isErased }) => isErased).map(({ id }) => id);
    forgetCompanyVectors(this.#ctx.platform, erased);
    return {
      changeSeq: changed.at(-1)!.changeSeq,
      updates: changed.filter(({ isGone }) => !isGone).map((company) => companyDocument(company, this.#fields)),
      removals: changed.filter(({ isGone }) => isGone).map(({ id }) => id),
      hasErased: erased.length > 0,
    };
  }

  /** Looked up without the writers' lock, which is taken only when there is something to read. */
  async lastChanges(): Promise<{ changeSeq: number; needSeq: number; calibrationId: string | null }> {
    return this.#ctx.transact(async (tx) => {
      const { rows } = await sql<{ changeSeq: number; needSeq: number; calibrationId: string | null }>`
        select coalesce((select max(change_seq) from app.company), 0) as change_seq,
          coalesce((select max(change_seq) from app.need), 0) as need_seq,
          (select calibration_id from app.index_calibration where index_name = ${indexName}) as calibration_id`.execute(tx);
      return rows[0]!;
    });
  }

  async facts(): Promise<DatabaseFacts> {
    return this.#ctx.transact(async (tx) => {
      const { rows } = await sql<DatabaseFacts>`
        select coalesce((select id::text from app.base limit 1), 'none') as base_id,
          coalesce((select max(change_seq) from app.company), 0) as change_seq`.execute(tx);
      return rows[0]!;
    });
  }

  /** How many companies a search can find; about how many where counting would take seconds. */
  async count(): Promise<{ companies: number; isExact: boolean }> {
    return this.#ctx.transact(async (tx) => {
      const about = await sql<{ rows: number }>`
        select reltuples::bigint as rows from pg_class where oid = 'app.company'::regclass`.execute(tx);
      const estimate = about.rows[0]!.rows;
      if (estimate > mostCounted) return { companies: estimate, isExact: false };
      const { rows } = await sql<{ companies: number }>`
        select count(*) as companies from app.company where merged_into_id is null and archived_at is null and erased_at is null`.execute(
        tx,
      );
      return { ...rows[0]!, isExact: true };
    });
  }

  async sample(): Promise<Document[]> {
    const sampled = await sampleCompanies(this.#ctx, sampleSize);
    return sampled.filter(({ isGone }) => !isGone).map((company) => companyDocument(company, this.#fields));
  }

  /** The calibration all processes use, or null when there is none. */
  async calibration(): Promise<KnownCalibration | null> {
    const row = await this.#ctx.transact((tx) =>
      tx.selectFrom("indexCalibration").selectAll().where("indexName", "=", indexName).executeTakeFirst(),
    );
    return row ? { id: row.calibrationId, calibration: { averageLengths: row.averageLengths, documents: row.documents } } : null;
  }

  /** Puts a calibration in the place of the one it was made to replace; whoever came first wins, and all use theirs. */
  async keepCalibration(calibration: Calibration, replaced: string | null): Promise<KnownCalibration> {
    const id = newId();
    const values = {
      calibrationId: id,
      documents: calibration.documents,
      averageLengths: calibration.averageLengths,
      calibratedAt: this.#ctx.now(),
    };
    const kept = await this.#ctx.transact((tx) =>
      tx
        .insertInto("indexCalibration")
        .values({ indexName, ...values })
        .onConflict((conflict) =>
          conflict.column("indexName").doUpdateSet(values).where("indexCalibration.calibrationId", "=", replaced),
        )
        .returning("calibrationId")
        .executeTakeFirst(),
    );
    return kept ? { id, calibration } : ((await this.calibration()) ?? { id, calibration });
  }
}

/** Lengths learned from a handful of companies would say more about them than about the universe. */
export const trusted = (calibration: Calibration): Calibration =>
  calibration.documents < fewestDocuments ? { ...calibration, averageLengths: usualLengths } : calibration;
