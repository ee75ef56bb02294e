import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import { scanContent } from "#platform/files/scan.ts";

/** Asks the configured scanner about a file of a pilot; throws where it gave no verdict, so that the job asks again, and says so on the file. */
export async function scanPilotFile(platform: Platform, fileId: string): Promise<void> {
  const address = platform.config.CLAMD_ADDRESS;
  const ctx = contextFor(platform, system);
  const file = await ctx.transact((tx) =>
    tx.selectFrom("pilotFile").select("storageKey").where("id", "=", fileId).executeTakeFirst(),
  );
  if (!file || address === undefined) return;
  try {
    const verdict = await scanContent(address, await platform.files.read(file.storageKey));
    await keepState(ctx, fileId, verdict.state, verdict.state === "infected" ? verdict.finding : null);
  } catch (error) {
    await keepState(ctx, fileId, "failed", null);
    throw error;
  }
}

async function keepState(
  ctx: Context,
  fileId: string,
  scanState: "clean" | "infected" | "failed",
  scanFinding: string | null,
): Promise<void> {
  await ctx.transact((tx) =>
    tx.updateTable("pilotFile").set({ scanState, scanFinding, scannedAt: ctx.now() }).where("id", "=", fileId).execute(),
  );
}
