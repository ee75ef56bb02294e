import { Button } from "@mantine/core";
import { redirect } from "react-router";
import { useTranslations } from "use-intl";
import { notFound } from "#platform/errors.ts";
import { isLocale, locales } from "#platform/i18n/locales.ts";
import { formObject, parse } from "#platform/parse.ts";
import { PageHeader } from "#ui/page-header.tsx";
import { ctxOf } from "#web/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { templateRevision } from "../../agreement-schema.ts";
import { discardTemplate, publishTemplate, retireTemplate, reviseTemplate } from "../../commands/agreement-templates.ts";
import { getTemplate, listTemplates } from "../../queries/agreement-templates.ts";
import type { Route } from "./+types/template";
import { TemplateBadge } from "./labels.tsx";
import { TemplateEditor } from "./template-editor.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => ({ template: await getTemplate(ctx, params.templateId), can: (await listTemplates(ctx)).can }),
    request,
  );
}

export async function action({ context, params: { templateId }, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  const here = `/pilots/templates/${templateId}`;
  return submission(
    ctx,
    async () => {
      const intent = form.get("intent");
      if (intent === "retire") {
        await retireTemplate(ctx, templateId);
        return redirectWithNotice(ctx, here, { messageKey: "agreements.notices.retired" });
      }
      if (intent === "discard") {
        await discardTemplate(ctx, templateId);
        return redirect("/pilots/templates");
      }
      if (intent !== "save") throw notFound();
      await reviseTemplate(ctx, templateId, revisionOf(form));
      if (!form.has("publish")) return redirectWithNotice(ctx, here, { messageKey: "agreements.notices.saved" });
      await publishTemplate(ctx, templateId);
      return redirectWithNotice(ctx, here, { messageKey: "agreements.notices.published" });
    },
    form,
  );
}

function revisionOf(form: FormData) {
  const { name, rulingLang, revision } = formObject(form);
  const texts = Object.fromEntries(
    locales.map((lang) => [lang, String(form.get(`text-${lang}`) ?? "")]).filter(([, text]) => text),
  );
  return parse(templateRevision, {
    name,
    rulingLang: isLocale(String(rulingLang)) ? rulingLang : "en",
    revision: Number(revision),
    texts,
  });
}

/** One version of a template: its texts, checked while they are written, and what they look like when filled. */
export default function Template({ loaderData: { template, can } }: Route.ComponentProps) {
  const t = useTranslations("agreements");
  const isDraft = template.publishedAt === null;
  return (
    <>
      <PageHeader
        crumbs={[{ label: t("templates.title"), to: "/pilots/templates" }]}
        title={template.name}
        badge={<TemplateBadge publishedAt={template.publishedAt} retiredAt={template.retiredAt} />}
        meta={
          <>
            <span>{t(`kind.${template.kind}`)}</span>
            <span>{t("templates.version", { version: String(template.version) })}</span>
            <span>{t("templates.uses", { count: template.uses })}</span>
          </>
        }
        lead={isDraft ? t("templates.counsel") : t("templates.fixed")}
        actions={
          can.write &&
          !template.retiredAt && (
            <form method="post">
              <input type="hidden" name="intent" value={isDraft ? "discard" : "retire"} />
              <Button type="submit" variant="default">
                {isDraft ? t("templates.discard") : t("templates.retire")}
              </Button>
            </form>
          )
        }
      />
      <TemplateEditor key={template.revision} template={template} canWrite={can.write && isDraft} />
    </>
  );
}
