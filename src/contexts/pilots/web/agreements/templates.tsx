import { Link, redirect } from "react-router";
import { useTranslations } from "use-intl";
import { formObject, parse } from "#platform/parse.ts";
import { DateText } from "#ui/dates.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { agreementKinds } from "../../agreement/agreement.ts";
import { templateStart } from "../../agreement-schema.ts";
import type { TemplateView } from "../../agreement-views.ts";
import { startTemplate } from "../../commands/agreement-templates.ts";
import { listTemplates } from "../../queries/agreement-templates.ts";
import type { Route } from "./+types/templates";
import classes from "./agreements.module.css";
import { TemplateBadge } from "./labels.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, () => listTemplates(ctx), request);
}

/** Begins the next version of a kind. */
export async function action({ context, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(
    ctx,
    async () => redirect(`/pilots/templates/${(await startTemplate(ctx, parse(templateStart, formObject(form)))).id}`),
    form,
  );
}

/** The texts agreements are made from, by kind, with all their versions. */
export default function Templates({ loaderData: { templates, can } }: Route.ComponentProps) {
  const t = useTranslations("agreements");
  const tPilots = useTranslations("pilots");
  return (
    <>
      <PageHeader
        crumbs={[{ label: tPilots("list.title"), to: "/pilots" }]}
        title={t("templates.title")}
        lead={t("templates.lead")}
      />
      <div className={classes.kinds}>
        {agreementKinds.map((kind) => {
          const versions = templates.filter((each) => each.kind === kind);
          const draft = versions.find(({ publishedAt }) => publishedAt === null);
          return (
            <Section
              key={kind}
              title={t(`kind.${kind}`)}
              actions={
                can.write &&
                !draft && (
                  <ActionForm label={t(`kind.${kind}`)}>
                    <input type="hidden" name="kind" value={kind} />
                    <SubmitButton variant="default" size="xs">
                      {versions.length === 0 ? t("templates.begin") : t("templates.next")}
                    </SubmitButton>
                  </ActionForm>
                )
              }
            >
              {versions.length === 0 && <p className={classes.quiet}>{t("templates.none")}</p>}
              <ul className={classes.cards}>
                {versions.map((template) => (
                  <VersionCard key={template.id} template={template} />
                ))}
              </ul>
            </Section>
          );
        })}
      </div>
    </>
  );
}

function VersionCard({ template: { id, name, version, publishedAt, createdAt, uses, ...template } }: { template: TemplateView }) {
  const t = useTranslations("agreements.templates");
  return (
    <li className={classes.card}>
      <div className={classes.cardText}>
        <Link to={`/pilots/templates/${id}`} className={classes.cardTitle}>
          {name}, {t("version", { version: String(version) })}
        </Link>
        <p className={classes.quiet}>
          <DateText value={publishedAt ?? createdAt} /> · {t("uses", { count: uses })}
        </p>
      </div>
      <TemplateBadge publishedAt={publishedAt} retiredAt={template.retiredAt} />
    </li>
  );
}
