import type { Platform } from "#platform/context.ts";
import { scanStored } from "#platform/files/scan-stored.ts";

/** Has a file of an application scanned. */
export const scanAnswerFile = (platform: Platform, fileId: string): Promise<void> =>
  scanStored(platform, {
    find: (tx) => tx.selectFrom("applicationFile").select("storageKey").where("id", "=", fileId).executeTakeFirst(),
    keep: (tx, scanned) => tx.updateTable("applicationFile").set(scanned).where("id", "=", fileId).execute(),
  });
