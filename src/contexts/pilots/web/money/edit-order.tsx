import { useTranslations } from "use-intl";
import { forbidden, found } from "#platform/errors.ts";
import { formObject } from "#platform/parse.ts";
import { PageHeader } from "#ui/page-header.tsx";
import { ctxOf } from "#web/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { reviseOrder } from "../../commands/orders.ts";
import { getOrders } from "../../queries/orders.ts";
import type { Route } from "./+types/edit-order";
import { orderOfForm, versionOfForm } from "./money-forms.ts";
import { OrderForm } from "./order-form.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  const read = async () => {
    const view = await getOrders(ctx, params.pilotId);
    const order = found(view.orders.find(({ id }) => id === params.orderId));
    if (!order.can.revise) throw forbidden("pilots.errors.orderIsFixed");
    return { view, order };
  };
  return page(ctx, read, request);
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(
    ctx,
    async () => {
      const typed = formObject(form);
      await reviseOrder(ctx, params.orderId, { ...orderOfForm(typed), version: versionOfForm(typed) });
      return redirectWithNotice(ctx, `/pilots/${params.pilotId}/orders#order-${params.orderId}`, { messageKey: "orders.saved" });
    },
    form,
  );
}

export default function EditOrder({ loaderData: { view, order } }: Route.ComponentProps) {
  const t = useTranslations("orders");
  return (
    <>
      <PageHeader
        crumbs={[{ label: view.pilot.number, to: `/pilots/${view.pilot.id}/orders` }]}
        title={t("form.editTitle", { number: order.number })}
        lead={t("form.lead")}
      />
      <OrderForm view={view} order={order} />
    </>
  );
}
