import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { allow, DomainError, found } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import type { AgreementKind } from "../agreement/agreement.ts";
import { starterTemplates } from "../agreement/starters/index.ts";
import { type AgreementTexts, type TemplateFault, templateFaults } from "../agreement/template-text.ts";
import type { TemplateInput, TemplateRevision } from "../agreement-schema.ts";
import { canWriteTemplates } from "../policy.ts";

/** Begins the next version of a template of the kind, from the last published one or else from our starter text. */
export async function startTemplate(ctx: Context, { kind }: { kind: AgreementKind }): Promise<{ id: string }> {
  allow(canWriteTemplates(ctx.actor));
  return ctx.transact(async (tx) => {
    const last = await tx
      .selectFrom("agreementTemplate")
      .select(["name", "texts", "rulingLang"])
      .where("ownerOrgId", "=", ctx.actor.organisationId)
      .where("kind", "=", kind)
      .where("publishedAt", "is not", null)
      .orderBy("version", "desc")
      .limit(1)
      .executeTakeFirst();
    const starter = starterTemplates.find((each) => each.kind === kind)!;
    const { name, texts, rulingLang } = last ?? starter;
    return insertDraft(tx, ctx, { kind, name, texts: texts as AgreementTexts, rulingLang: rulingLang as "en" });
  });
}

/** Writes the next version of a template as a whole; refused while another draft of the kind is open. */
export async function draftTemplate(ctx: Context, input: TemplateInput): Promise<{ id: string }> {
  allow(canWriteTemplates(ctx.actor));
  return ctx.transact((tx) => insertDraft(tx, ctx, input));
}

async function insertDraft(
  tx: Transaction,
  ctx: Context,
  { kind, name, texts, rulingLang }: TemplateInput,
): Promise<{ id: string }> {
  const ownerOrgId = ctx.actor.organisationId!;
  const { last } = await tx
    .selectFrom("agreementTemplate")
    .select((eb) => eb.fn.coalesce(eb.fn.max("version"), eb.lit(0)).as("last"))
    .where("ownerOrgId", "=", ownerOrgId)
    .where("kind", "=", kind)
    .executeTakeFirstOrThrow();
  const id = newId();
  await tx
    .insertInto("agreementTemplate")
    .values({
      id,
      ownerOrgId,
      kind,
      version: Number(last) + 1,
      name,
      texts: json(texts),
      rulingLang,
      createdBy: ctx.actor.personId!,
      createdAt: ctx.now(),
    })
    .execute();
  await record(tx, ctx, "agreement_template.drafted", id, { kind });
  return { id };
}

/** Changes a draft; a published version stays as it is. */
export async function reviseTemplate(ctx: Context, templateId: string, input: TemplateRevision): Promise<void> {
  allow(canWriteTemplates(ctx.actor));
  await ctx.transact(async (tx) => {
    await draftIn(tx, ctx, templateId);
    const { revision, name, texts, rulingLang } = input;
    const { numUpdatedRows } = await tx
      .updateTable("agreementTemplate")
      .set({ name, texts: json(texts), rulingLang, revision: revision + 1 })
      .where("id", "=", templateId)
      .where("revision", "=", revision)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new DomainError("conflict", "pilots.errors.changedMeanwhile");
    await record(tx, ctx, "agreement_template.revised", templateId);
  });
}

/** Publishes a draft: agreements are made from it from now on. Refused with every mistake by name and line. */
export async function publishTemplate(ctx: Context, templateId: string): Promise<void> {
  allow(canWriteTemplates(ctx.actor));
  await ctx.transact(async (tx) => {
    const { kind, texts, rulingLang } = await draftIn(tx, ctx, templateId);
    const faults = templateFaults(kind, texts as AgreementTexts, rulingLang);
    if (faults.length > 0) throw faultyTemplate(faults);
    await tx.updateTable("agreementTemplate").set({ publishedAt: ctx.now() }).where("id", "=", templateId).execute();
    await tx
      .updateTable("agreementTemplate")
      .set({ retiredAt: ctx.now() })
      .where("ownerOrgId", "=", ctx.actor.organisationId)
      .where("kind", "=", kind)
      .where("id", "!=", templateId)
      .where("publishedAt", "is not", null)
      .where("retiredAt", "is", null)
      .execute();
    await record(tx, ctx, "agreement_template.published", templateId, { kind });
  });
}

/** Takes a published template out of use; what was made from it stays. */
export async function retireTemplate(ctx: Context, templateId: string): Promise<void> {
  allow(canWriteTemplates(ctx.actor));
  await ctx.transact(async (tx) => {
    const { publishedAt, retiredAt } = await templateIn(tx, ctx, templateId);
    if (!publishedAt || retiredAt) throw new DomainError("conflict", "agreements.errors.notInUse");
    await tx.updateTable("agreementTemplate").set({ retiredAt: ctx.now() }).where("id", "=", templateId).execute();
    await record(tx, ctx, "agreement_template.retired", templateId);
  });
}

/** Throws a draft away. */
export async function discardTemplate(ctx: Context, templateId: string): Promise<void> {
  allow(canWriteTemplates(ctx.actor));
  await ctx.transact(async (tx) => {
    await draftIn(tx, ctx, templateId);
    await tx.deleteFrom("agreementTemplate").where("id", "=", templateId).execute();
    await record(tx, ctx, "agreement_template.discarded", templateId);
  });
}

async function templateIn(tx: Transaction, ctx: Context, templateId: string) {
  return found(
    await tx
      .selectFrom("agreementTemplate")
      .selectAll()
      .where("id", "=", templateId)
      .where("ownerOrgId", "=", ctx.actor.organisationId)
      .forUpdate()
      .executeTakeFirst(),
  );
}

async function draftIn(tx: Transaction, ctx: Context, templateId: string) {
  const template = await templateIn(tx, ctx, templateId);
  if (template.publishedAt) throw new DomainError("conflict", "agreements.errors.templatePublished");
  return template;
}

/** Every mistake as a field of its own: where it stands, and a sentence that names it. */
function faultyTemplate(faults: readonly TemplateFault[]): DomainError {
  const entries = faults.map((fault, at) => {
    const {
      kind,
      lang = "",
      line = 0,
      field = "",
      meant = null,
    } = fault as Partial<Extract<TemplateFault, { meant: unknown }>> & {
      kind: TemplateFault["kind"];
    };
    const key = `agreements.faults.${kind === "unknown" && meant ? "misspelt" : kind}`;
    return [`${lang || "texts"}.${at}`, key, { field, lang, line, meant: meant ?? "" }] as const;
  });
  return new DomainError("invalid", "agreements.errors.templateFaulty", {
    fields: Object.fromEntries(entries.map(([path, key]) => [path, key])),
    fieldValues: Object.fromEntries(entries.map(([path, , values]) => [path, values])),
  });
}

const record = (tx: Transaction, ctx: Context, action: string, subjectId: string, detail: Record<string, unknown> = {}) =>
  audit(tx, ctx, { action, subjectType: "agreement_template", subjectId, detail });
