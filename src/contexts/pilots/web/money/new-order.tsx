import { useTranslations } from "use-intl";
import { forbidden } from "#platform/errors.ts";
import { formObject } from "#platform/parse.ts";
import { PageHeader } from "#ui/page-header.tsx";
import { ctxOf } from "#web/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { draftOrder } from "../../commands/orders.ts";
import { getOrders } from "../../queries/orders.ts";
import type { Route } from "./+types/new-order";
import { orderOfForm } from "./money-forms.ts";
import { OrderForm } from "./order-form.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  const read = async () => {
    const view = await getOrders(ctx, params.pilotId);
    if (!view.can.draft) throw forbidden();
    return { view };
  };
  return page(ctx, read, request);
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(
    ctx,
    async () => {
      const { id } = await draftOrder(ctx, params.pilotId, orderOfForm(formObject(form)));
      return redirectWithNotice(ctx, `/pilots/${params.pilotId}/orders#order-${id}`, { messageKey: "orders.drafted" });
    },
    form,
  );
}

export default function NewOrder({ loaderData: { view } }: Route.ComponentProps) {
  const t = useTranslations("orders");
  return (
    <>
      <PageHeader
        crumbs={[{ label: view.pilot.number, to: `/pilots/${view.pilot.id}/orders` }]}
        title={t("form.newTitle")}
        lead={t("form.lead")}
      />
      <OrderForm view={view} order={null} />
    </>
  );
}
