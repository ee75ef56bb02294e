import { Button } from "@mantine/core";
import { Link, useSearchParams } from "react-router";
import { useTranslations } from "use-intl";
import { allow } from "#platform/errors.ts";
import { locales } from "#platform/i18n/locales.ts";
import { formObject, parse } from "#platform/parse.ts";
import { ActionForm } from "#ui/form/action-form.tsx";
import { FormActions } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextAreaField, TextField } from "#ui/form/text-fields.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { saveTranslation } from "../commands/edit-company.ts";
import { getCompany } from "../queries/get-company.ts";
import { translationInput } from "../schema.ts";
import type { Route } from "./+types/translation";
import classes from "./companies.module.css";
import { useCompanyWords } from "./words.ts";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      const company = await getCompany(ctx, params.companyId);
      allow(company.can.edit);
      return { company };
    },
    request,
  );
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(
    ctx,
    async () => {
      const { editId } = await saveTranslation(ctx, params.companyId, parse(translationInput, formObject(form)));
      const undo = { action: "/companies/undo", fields: { kind: "edit", id: editId } };
      return redirectWithNotice(ctx, `/companies/${params.companyId}`, { messageKey: "companies.notices.translated", undo });
    },
    form,
  );
}

export default function Translation({ loaderData: { company } }: Route.ComponentProps) {
  const t = useTranslations("companies");
  const words = useCompanyWords();
  const [params] = useSearchParams();
  const path = `/companies/${company.id}`;
  const languages = [
    ...new Set([...locales.map((locale) => locale.slice(0, 2)), ...company.translations.map(({ lang }) => lang)]),
  ].filter((lang) => lang !== company.lang);
  const lang =
    languages.find((each) => each === params.get("lang")) ??
    company.translations.find(({ isStale }) => isStale)?.lang ??
    languages[0]!;
  const current = company.translations.find((translation) => translation.lang === lang);
  const crumbs = [
    { label: t("list.title"), to: "/companies" },
    { label: company.name, to: path },
  ];
  return (
    <>
      <title>{t("translation.title", { name: company.name })}</title>
      <PageHeader crumbs={crumbs} title={t("translation.title", { name: company.name })} lead={t("translation.lead")} />
      <nav className={classes.languages} aria-label={t("profile.language")}>
        {languages.map((each) => (
          <Button
            key={each}
            component={Link}
            to={`?lang=${each}`}
            size="xs"
            variant={each === lang ? "filled" : "default"}
            aria-current={each === lang || undefined}
          >
            {words.language(each)}
          </Button>
        ))}
      </nav>
      <div className={classes.halves}>
        <Section title={t("translation.original", { language: words.language(company.lang) })}>
          <div lang={company.lang}>
            <p className={classes.oneLinerLarge}>{company.oneLiner}</p>
            <div className={classes.description}>{company.description}</div>
          </div>
        </Section>
        <Section title={words.language(lang)}>
          <ActionForm key={lang} className={classes.popoverForm}>
            <input type="hidden" name="lang" value={lang} />
            <TextField
              name="oneLiner"
              label={t("columns.oneLiner")}
              defaultValue={current?.oneLiner}
              maxLength={500}
              lang={lang}
            />
            <TextAreaField
              name="description"
              label={t("columns.description")}
              defaultValue={current?.description}
              minRows={8}
              maxLength={20_000}
              lang={lang}
            />
            <FormActions>
              <Button component={Link} to={path} variant="default">
                {t("form.cancel")}
              </Button>
              <SubmitButton>{t("form.save")}</SubmitButton>
            </FormActions>
          </ActionForm>
        </Section>
      </div>
    </>
  );
}
