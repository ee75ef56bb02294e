import { Button, Stack } from "@mantine/core";
import { redirect } from "react-router";
import { useTranslations } from "use-intl";
import { type Topic, topics } from "#contexts/companies/fields.ts";
import { notFound } from "#platform/errors.ts";
import { formObject, parse } from "#platform/parse.ts";
import { DateText } from "#ui/dates.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { FormActions, FormGrid, FormWide } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TagsField } from "#ui/form/tags-field.tsx";
import { TextAreaField, TextField } from "#ui/form/text-fields.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { stateExpertise, takeTieBack, tellTie } from "../commands/own-expertise.ts";
import { getOwnExpertise } from "../queries/own-expertise.ts";
import { disclosedKinds } from "../review/conflict.ts";
import { expertiseInput, tieInput } from "../review-schema.ts";
import type { OwnExpertise } from "../review-views.ts";
import type { Route } from "./+types/expertise";
import classes from "./reviews.module.css";

const path = "/reviews/expertise";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, () => getOwnExpertise(ctx), request);
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(
    ctx,
    async () => {
      const input = formObject(form);
      switch (input.intent) {
        case "expertise":
          await stateExpertise(ctx, parse(expertiseInput, { topics: [], ...input }));
          return redirectWithNotice(ctx, path, { messageKey: "reviews.notices.expertiseKept" });
        case "tie":
          await tellTie(ctx, parse(tieInput, input));
          return redirectWithNotice(ctx, path, { messageKey: "reviews.notices.tieTold" });
        case "untie":
          await takeTieBack(ctx, String(input.tieId));
          return redirect(path);
        default:
          throw notFound();
      }
    },
    form,
  );
}

/** What the reader knows as a reviewer, and firms they must not judge. */
export default function Expertise({ loaderData: { text, topics: chosen, ties } }: Route.ComponentProps) {
  const t = useTranslations("reviews.expertise");
  const list = useTranslations("reviews");
  const topicName = useTranslations("taxonomy.topics");
  const choices = topics.map((value: Topic) => ({ value, label: topicName(value) }));
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} crumbs={[{ label: list("title"), to: "/reviews" }]} />
      <Stack gap="lg">
        <Section title={t("knows")} hint={t("knowsHint")}>
          <ActionForm intent="expertise" label={t("knows")}>
            <FormGrid>
              <TagsField name="topics[]" label={t("topics")} choices={choices} defaultValue={chosen} maxTags={60} />
              <TextAreaField name="text" label={t("text")} description={t("textHint")} defaultValue={text} autosize minRows={4} />
            </FormGrid>
            <FormActions>
              <SubmitButton>{t("save")}</SubmitButton>
            </FormActions>
          </ActionForm>
        </Section>
        <Ties ties={ties} />
      </Stack>
    </>
  );
}

function Ties({ ties }: { ties: OwnExpertise["ties"] }) {
  const t = useTranslations("reviews.expertise");
  const kind = useTranslations("applications.review.conflictKind");
  return (
    <Section title={t("ties")} hint={t("tiesHint")}>
      {ties.length > 0 && (
        <ul className={classes.ties}>
          {ties.map((tie) => (
            <li key={tie.id}>
              <strong>{tie.firmName}</strong>
              <span>{kind(tie.kind)}</span>
              {tie.domain && <span>{tie.domain}</span>}
              <small>
                <DateText value={tie.toldAt} />
              </small>
              <ActionForm intent="untie" label={t("untie", { firm: tie.firmName })}>
                <input type="hidden" name="tieId" value={tie.id} />
                <Button type="submit" size="compact-sm" variant="subtle" aria-label={t("untie", { firm: tie.firmName })}>
                  {t("untieNow")}
                </Button>
              </ActionForm>
            </li>
          ))}
        </ul>
      )}
      <ActionForm intent="tie" label={t("addTie")} key={ties.length}>
        <FormGrid columns={2}>
          <TextField name="firmName" label={t("firm")} required />
          <SelectField
            name="kind"
            label={t("kind")}
            choices={disclosedKinds.map((value) => ({ value, label: kind(value) }))}
            required
          />
          <FormWide>
            <TextField name="domain" label={t("domain")} description={t("domainHint")} placeholder="firm.com" />
          </FormWide>
        </FormGrid>
        <FormActions>
          <SubmitButton variant="default">{t("addTie")}</SubmitButton>
        </FormActions>
      </ActionForm>
    </Section>
  );
}
