import { useLocale, useTranslations } from "use-intl";
import { allow } from "#platform/errors.ts";
import { PageHeader } from "#ui/page-header.tsx";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { getNeed } from "../queries.ts";
import type { Route } from "./+types/edit-need";
import { formOptions } from "./form/form-options.ts";
import { valuesOfNeed } from "./form/form-values.ts";
import { NeedForm } from "./form/need-form.tsx";
import { submitNeedForm } from "./form/save-need-form.ts";
import { NeedStateBadge, NeedTitle } from "./labels.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      const need = await getNeed(ctx, params.needId);
      allow(need.can.revise);
      const options = await formOptions(ctx);
      const unit = { id: need.unit.id, name: need.unit.names[ctx.locale] ?? need.unit.name };
      const isDraft = need.state === "draft";
      const units = isDraft && options.units.some(({ id }) => id === unit.id) ? options.units : [unit];
      return { need, options: { ...options, units } };
    },
    request,
  );
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const form = await submittedForm(ctxOf(context), request);
  form.set("needId", params.needId);
  return submitNeedForm(ctxOf(context), form);
}

export default function EditNeed({ loaderData: { need, options } }: Route.ComponentProps) {
  const t = useTranslations("needs");
  const locale = useLocale();
  const path = `/needs/${need.id}`;
  return (
    <>
      <PageHeader
        crumbs={[
          { label: t("list.title"), to: "/needs" },
          { label: need.title || t("untitled"), to: path },
        ]}
        title={<NeedTitle title={need.title} lang={need.lang} />}
        tabTitle={need.title || t("untitled")}
        badge={<NeedStateBadge state={need.state} />}
        lead={need.state === "draft" ? undefined : t("form.liveHint")}
      />
      <NeedForm
        key={need.id}
        initial={valuesOfNeed(need, locale)}
        options={options}
        identity={{ needId: need.id, version: need.version }}
        isDraft={need.state === "draft"}
        cancelTo={path}
      />
    </>
  );
}
