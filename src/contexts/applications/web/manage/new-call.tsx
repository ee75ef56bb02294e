import { useLocale, useTranslations } from "use-intl";
import { allow } from "#platform/errors.ts";
import { isLocale, type Locale, localeNames, locales } from "#platform/i18n/locales.ts";
import { formObject, parse } from "#platform/parse.ts";
import { ActionForm } from "#ui/form/action-form.tsx";
import { CheckboxGroupField, RadioField } from "#ui/form/choice-fields.tsx";
import { FormActions, FormGrid } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextField } from "#ui/form/text-fields.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { openCall } from "../../commands/open-call.ts";
import { canOpenCall } from "../../policy.ts";
import { openedCall } from "../../schema.ts";
import type { Route } from "./+types/new-call";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, async () => allow(canOpenCall(ctx.actor)), request);
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(
    ctx,
    async () => {
      const { door, langs = [], title, slug, mode } = formObject(form) as Record<string, unknown>;
      const input = { slug, mode, langs, title: title ? { [ctx.locale]: title } : undefined, isJoint: door === "joint" };
      const call = await openCall(ctx, parse(openedCall, input));
      return redirectWithNotice(ctx, `/calls/${call.slug}/edit`, { messageKey: "calls.new.opened" });
    },
    form,
  );
}

/** The first step to a call; everything else is written on the page that follows. */
export default function NewCall() {
  const t = useTranslations("calls.new");
  const edit = useTranslations("calls.edit");
  const locale = useLocale() as Locale;
  const usual = ["en", "zh-CN", locale].filter((each, at, all) => isLocale(each) && all.indexOf(each) === at);
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} crumbs={[{ label: t("calls"), to: "/calls" }]} />
      <Section>
        <ActionForm intent="open">
          <FormGrid>
            <TextField name="title" label={edit("part.title")} description={t("titleHint")} maxLength={160} required />
            <TextField
              name="slug"
              label={edit("part.slug")}
              description={t("slugHint")}
              pattern="[a-z0-9]+(-[a-z0-9]+)*"
              placeholder="battery-2027"
              maxLength={60}
              required
            />
            <RadioField
              name="door"
              label={edit("part.isJoint")}
              defaultValue="own"
              choices={[
                { value: "own", label: edit("own"), description: edit("ownHint") },
                { value: "joint", label: edit("joint"), description: edit("jointHint") },
              ]}
            />
            <RadioField
              name="mode"
              label={edit("part.mode")}
              defaultValue="window"
              choices={[
                { value: "window", label: edit("window"), description: edit("windowHint") },
                { value: "rolling", label: edit("rolling"), description: edit("rollingHint") },
              ]}
            />
            <CheckboxGroupField
              name="langs[]"
              label={edit("part.langs")}
              description={edit("langsHint")}
              defaultValue={usual}
              choices={locales.map((value) => ({ value, label: localeNames[value] }))}
              columns={2}
            />
          </FormGrid>
          <FormActions>
            <SubmitButton>{t("open")}</SubmitButton>
          </FormActions>
        </ActionForm>
      </Section>
    </>
  );
}
