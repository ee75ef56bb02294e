import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { allow, allowToSee, found } from "#platform/errors.ts";
import {
  attachFile,
  eraseFileLater,
  type FileSubject,
  type FileView,
  fileResponse,
  findFile,
  listFiles,
  setFileRemoved,
  storeUpload,
} from "#platform/files/attachments.ts";
import { canChangeRecord, canReadCompanies, canRecordContacts } from "./policy.ts";
import { requireCompany, requireOpenCompany } from "./queries/company-records.ts";

/** Attaches a file of at most 50 MB to a company; it belongs to the actor's organisation alone. */
export async function attachCompanyFile(
  ctx: Context,
  companyId: string,
  upload: { name: string; content: ReadableStream<Uint8Array> | null },
): Promise<{ id: string }> {
  await ctx.transact((tx) => requireCompany(tx, ctx.actor, companyId));
  allow(canRecordContacts(ctx.actor));
  const stored = await storeUpload(ctx, upload);
  try {
    return await ctx.transact(async (tx) => {
      await requireOpenCompany(tx, ctx.actor, companyId);
      const file = await attachFile(tx, ctx, subjectOf(ctx, companyId), stored);
      await audit(tx, ctx, {
        action: "company.fileAttached",
        subjectType: "company",
        subjectId: companyId,
        detail: { fileId: file.id },
      });
      return file;
    });
  } catch (error) {
    await ctx.transact((tx) => eraseFileLater(tx, ctx, stored.storageKey));
    throw error;
  }
}

export type CompanyFile = FileView & { can: { remove: boolean } };

/** Files of the reader's organisation on a company. Unknown company: not found. */
export function listCompanyFiles(ctx: Context, companyId: string): Promise<CompanyFile[]> {
  return ctx.transact(async (tx) => {
    await requireCompany(tx, ctx.actor, companyId);
    if (ctx.actor.organisationId === null) return [];
    const subject = subjectOf(ctx, companyId);
    const files = await listFiles(tx, subject);
    return files.map((file) => ({
      ...file,
      can: { remove: canChangeRecord(ctx.actor, { ownerOrgId: subject.ownerOrgId, personId: file.uploadedBy ?? "" }) },
    }));
  });
}

/** The bytes of a company's file, as a download. A file of another company or organisation is not found. */
export async function downloadCompanyFile(ctx: Context, companyId: string, fileId: string): Promise<Response> {
  const file = await ctx.transact(async (tx) => {
    await requireCompany(tx, ctx.actor, companyId);
    const row = await findFile(tx, subjectOf(ctx, companyId), fileId);
    return found(row.deletedAt === null ? row : null);
  });
  return fileResponse(ctx, file);
}

/** Takes a file away or brings it back; its uploader may, and those who keep the universe. */
export async function setCompanyFileRemoved(ctx: Context, companyId: string, fileId: string, isRemoved: boolean): Promise<void> {
  await ctx.transact(async (tx) => {
    await requireCompany(tx, ctx.actor, companyId);
    const file = await findFile(tx, subjectOf(ctx, companyId), fileId);
    allow(canChangeRecord(ctx.actor, { ownerOrgId: file.ownerOrgId, personId: file.uploadedBy ?? "" }));
    await setFileRemoved(tx, ctx, fileId, isRemoved);
    await audit(tx, ctx, {
      action: isRemoved ? "company.fileRemoved" : "company.fileRestored",
      subjectType: "company",
      subjectId: companyId,
      detail: { fileId },
    });
  });
}

function subjectOf({ actor }: Context, companyId: string): FileSubject {
  allowToSee(canReadCompanies(actor));
  return { subjectType: "company", subjectId: companyId, ownerOrgId: found(actor.organisationId) };
}
