import type { Context } from "#platform/context.ts";
import { DomainError } from "#platform/errors.ts";
import { fileResponse } from "#platform/files/attachments.ts";

interface OpenedFile {
  storageKey: string;
  name: string;
  mediaType: string;
  sizeBytes: number;
  scanState: string;
  uploadedBy: string | null;
}

/** The bytes of a file the caller found behind its walls: never what the scanner found infected, and to its sender alone before it was scanned. */
export async function openPilotFile(ctx: Context, file: OpenedFile): Promise<Response> {
  const { name, scanState, uploadedBy } = file;
  if (scanState === "infected") throw new DomainError("conflict", "readiness.errors.infected", { values: { name } });
  const isSender = uploadedBy !== null && uploadedBy === ctx.actor.personId;
  if (!isSender && (scanState === "waiting" || scanState === "failed"))
    throw new DomainError("conflict", "readiness.errors.notScanned", { values: { name } });
  return fileResponse(ctx, file);
}
