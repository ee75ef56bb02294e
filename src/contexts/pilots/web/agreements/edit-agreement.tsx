import { useTranslations } from "use-intl";
import { parse } from "#platform/parse.ts";
import { PageHeader } from "#ui/page-header.tsx";
import { ctxOf } from "#web/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { redraftInput } from "../../agreement-schema.ts";
import { redraftAgreement } from "../../commands/agreements.ts";
import { getAgreementForm } from "../../queries/agreement-form.ts";
import type { Route } from "./+types/edit-agreement";
import { AgreementForm } from "./agreement-form.tsx";
import { askedOfForm, changesOfForm } from "./form-values.ts";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, async () => ({ form: await getAgreementForm(ctx, params.pilotId, params) }), request);
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(
    ctx,
    async () => {
      const { agreed } = await getAgreementForm(ctx, params.pilotId, params);
      const changes = changesOfForm(form, agreed);
      await redraftAgreement(
        ctx,
        params,
        parse(redraftInput, { sha256: form.get("sha256"), values: askedOfForm(form), changes }),
      );
      return redirectWithNotice(ctx, `/pilots/${params.pilotId}/agreements/${params.agreementId}`, {
        messageKey: "agreements.notices.drafted",
      });
    },
    form,
  );
}

/** Makes a draft again from other values. */
export default function EditAgreement({ loaderData: { form }, params: { pilotId, agreementId } }: Route.ComponentProps) {
  const t = useTranslations("agreements");
  return (
    <>
      <PageHeader
        crumbs={[{ label: t(`kind.${form.kind}`), to: `/pilots/${pilotId}/agreements/${agreementId}` }]}
        title={t("form.changeTitle")}
        lead={t("form.lead")}
      />
      <AgreementForm form={form} pilotId={pilotId} />
    </>
  );
}
