import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, found } from "#platform/errors.ts";
import { type DocumentRow, documentRowIn, maySeeFull } from "../queries/documents.ts";
import { openPilotFile } from "../queries/pilot-file.ts";
import { sensitiveFields } from "../readiness-details.ts";

/** What a document says in full, masked parts included; for its firm and for whom it concerns at the host. That it was shown is recorded. */
export async function showDocument(ctx: Context, documentId: string): Promise<{ details: Record<string, string> }> {
  return ctx.transact(async (tx) => {
    const document = await documentRowIn(tx, ctx, documentId);
    allow(await maySeeFull(tx, ctx, document), "readiness.errors.notYours");
    await noteShown(tx, ctx, document, "details");
    return { details: document.details as Record<string, string> };
  });
}

/** The file of a document as a download; where the document is sensitive, for the same people and recorded as well. */
export async function downloadDocument(ctx: Context, documentId: string): Promise<Response> {
  const file = await ctx.transact(async (tx) => {
    const document = await documentRowIn(tx, ctx, documentId);
    const row = found(
      document.fileId
        ? await tx.selectFrom("pilotFile").selectAll().where("id", "=", document.fileId).executeTakeFirst()
        : undefined,
    );
    if (sensitiveFields(document.kind).length === 0) return row;
    allow(await maySeeFull(tx, ctx, document), "readiness.errors.notYours");
    await noteShown(tx, ctx, document, "file");
    return row;
  });
  return openPilotFile(ctx, file);
}

const noteShown = (tx: Transaction, ctx: Context, { id, kind, companyId }: DocumentRow, what: "details" | "file") =>
  audit(tx, ctx, {
    action: "pilot.document_shown",
    subjectType: "startup_document",
    subjectId: id,
    detail: { kind, companyId, what },
  });
