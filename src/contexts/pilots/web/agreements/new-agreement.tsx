import { useTranslations } from "use-intl";
import { parse } from "#platform/parse.ts";
import { PageHeader } from "#ui/page-header.tsx";
import { ctxOf } from "#web/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { draftInput, formQuery } from "../../agreement-schema.ts";
import { draftAgreement } from "../../commands/agreements.ts";
import { getAgreementForm } from "../../queries/agreement-form.ts";
import type { Route } from "./+types/new-agreement";
import { AgreementForm } from "./agreement-form.tsx";
import { askedOfForm, changesOfForm } from "./form-values.ts";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      const query = parse(formQuery, Object.fromEntries(new URL(request.url).searchParams));
      return { form: await getAgreementForm(ctx, params.pilotId, query) };
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
      const { kind } = parse(formQuery, { kind: form.get("kind") });
      const { agreed } = kind === "amendment" ? await getAgreementForm(ctx, params.pilotId, { kind }) : { agreed: null };
      const input = parse(draftInput, { kind, values: askedOfForm(form), changes: changesOfForm(form, agreed) });
      const { id } = await draftAgreement(ctx, params.pilotId, input);
      return redirectWithNotice(ctx, `/pilots/${params.pilotId}/agreements/${id}`, { messageKey: "agreements.notices.drafted" });
    },
    form,
  );
}

/** Makes a document from the host's template. */
export default function NewAgreement({ loaderData: { form }, params: { pilotId } }: Route.ComponentProps) {
  const t = useTranslations("agreements");
  return (
    <>
      <PageHeader
        crumbs={[{ label: t("list.crumb"), to: `/pilots/${pilotId}/agreements` }]}
        title={t(`kind.${form.kind}`)}
        lead={t("form.lead")}
      />
      <AgreementForm form={form} pilotId={pilotId} />
    </>
  );
}
