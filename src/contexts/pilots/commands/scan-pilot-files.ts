import type { Platform } from "#platform/context.ts";
import { scanStored } from "#platform/files/scan-stored.ts";

/** Has a file of a pilot scanned. */
export const scanPilotFile = (platform: Platform, fileId: string): Promise<void> =>
  scanStored(platform, {
    find: (tx) => tx.selectFrom("pilotFile").select("storageKey").where("id", "=", fileId).executeTakeFirst(),
    keep: (tx, scanned) => tx.updateTable("pilotFile").set(scanned).where("id", "=", fileId).execute(),
  });
