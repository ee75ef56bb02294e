import type { Context } from "#platform/context.ts";
import { allowToSee, found, notFound } from "#platform/errors.ts";
import type { Locale } from "#platform/i18n/locales.ts";
import { isId } from "#platform/ids.ts";
import type { AgreementTexts } from "../agreement/template-text.ts";
import type { TemplatesView, TemplateView } from "../agreement-views.ts";
import { canReadTemplates, canWriteTemplates, visiblePilots } from "../policy.ts";

/** The host's templates of all kinds with their versions, the newest first; used so often in pilots the reader may read. */
export async function listTemplates(ctx: Context): Promise<TemplatesView> {
  allowToSee(canReadTemplates(ctx.actor));
  return { templates: await templatesOf(ctx), can: { write: canWriteTemplates(ctx.actor) } };
}

export async function getTemplate(ctx: Context, templateId: string): Promise<TemplateView> {
  allowToSee(canReadTemplates(ctx.actor));
  if (!isId(templateId)) throw notFound();
  return found((await templatesOf(ctx, templateId))[0]);
}

const templatesOf = (ctx: Context, id?: string): Promise<TemplateView[]> =>
  ctx.transact(async (tx) => {
    const rows = await tx
      .selectFrom("agreementTemplate as template")
      .select(["id", "kind", "version", "revision", "name", "texts", "rulingLang", "publishedAt", "retiredAt", "createdAt"])
      .select((eb) =>
        eb
          .selectFrom("agreement")
          .select((inner) => inner.fn.countAll<number>().as("uses"))
          .whereRef("agreement.templateId", "=", "template.id")
          .where("agreement.pilotId", "in", visiblePilots(tx, ctx.actor).select("pilot.id"))
          .as("uses"),
      )
      .where("ownerOrgId", "=", ctx.actor.organisationId)
      .$if(id !== undefined, (query) => query.where("id", "=", id!))
      .orderBy("kind")
      .orderBy("version", "desc")
      .execute();
    return rows.map((row) => ({
      ...row,
      uses: Number(row.uses ?? 0),
      texts: row.texts as AgreementTexts,
      rulingLang: row.rulingLang as Locale,
    }));
  });
