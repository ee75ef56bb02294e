import { useTranslations } from "use-intl";
import { allow } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { PageHeader } from "#ui/page-header.tsx";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { canStateNeed } from "../policy.ts";
import { needTemplates } from "../templates.ts";
import type { Route } from "./+types/new-need";
import { formOptions, languageOf } from "./form/form-options.ts";
import { NeedForm } from "./form/need-form.tsx";
import { newValues } from "./form/new-values.ts";
import { submitNeedForm } from "./form/save-need-form.ts";
import { TemplatePicker } from "./form/template-picker.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  const asked = new URL(request.url).searchParams.get("template");
  return page(
    ctx,
    async () => {
      allow(canStateNeed(ctx.actor, null));
      const options = await formOptions(ctx);
      const template = needTemplates.find(({ id }) => id === asked) ?? null;
      const initial = newValues(options, template, languageOf(ctx.locale));
      return { options, chosen: template?.id ?? null, initial, draftId: newId() };
    },
    request,
  );
}

export async function action({ context, request }: Route.ActionArgs) {
  return submitNeedForm(ctxOf(context), await submittedForm(ctxOf(context), request));
}

export default function NewNeed({ loaderData: { options, chosen, initial, draftId } }: Route.ComponentProps) {
  const t = useTranslations("needs");
  return (
    <>
      <PageHeader crumbs={[{ label: t("list.title"), to: "/needs" }]} title={t("form.newTitle")} lead={t("form.newLead")} />
      <TemplatePicker templates={options.templates} chosen={chosen} />
      <NeedForm
        key={chosen}
        initial={initial}
        options={options}
        identity={{ needId: null, version: null, draftId }}
        isDraft
        cancelTo="/needs"
      />
    </>
  );
}
