import { type Context, contextFor, type Platform, system } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { scanContent } from "./scan.ts";

export interface Scanned {
  scanState: "clean" | "infected" | "failed";
  /** What was found, by the scanner's name of it. */
  scanFinding: string | null;
  scannedAt: Date;
}

interface ScannedRow {
  /** Where the bytes lie; undefined where the row is gone by now. */
  find(tx: Transaction): Promise<{ storageKey: string } | undefined>;
  keep(tx: Transaction, scanned: Scanned): Promise<unknown>;
}

/** Asks the configured scanner about a stored file; throws where it gave no verdict, so that the job asks again, and says so on the row. */
export async function scanStored(platform: Platform, row: ScannedRow): Promise<void> {
  const address = platform.config.CLAMD_ADDRESS;
  const ctx = contextFor(platform, system);
  const file = await ctx.transact((tx) => row.find(tx));
  if (!file || address === undefined) return;
  try {
    const verdict = await scanContent(address, await platform.files.read(file.storageKey));
    await keep(ctx, row, verdict.state, verdict.state === "infected" ? verdict.finding : null);
  } catch (error) {
    await keep(ctx, row, "failed", null);
    throw error;
  }
}

const keep = (ctx: Context, row: ScannedRow, scanState: Scanned["scanState"], scanFinding: string | null) =>
  ctx.transact((tx) => row.keep(tx, { scanState, scanFinding, scannedAt: ctx.now() }));
