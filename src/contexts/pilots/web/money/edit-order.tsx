import { data } from "react-router";
import { useTranslations } from "use-intl";
import type { Context } from "#platform/context.ts";
import { DomainError, forbidden, found } from "#platform/errors.ts";
import { translateKey } from "#platform/i18n/translate.ts";
import { formObject } from "#platform/parse.ts";
import { valuesOf } from "#ui/form/refusal.ts";
import { PageHeader } from "#ui/page-header.tsx";
import { ctxOf } from "#web/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { reviseOrder } from "../../commands/orders.ts";
import type { OrderInput } from "../../money/order-schema.ts";
import { getOrders } from "../../queries/orders.ts";
import type { Route } from "./+types/edit-order";
import { orderOfForm, versionOfForm } from "./money-forms.ts";
import type { OrderConflict } from "./order-conflict.tsx";
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
      const yours = orderOfForm(typed);
      try {
        await reviseOrder(ctx, params.orderId, { ...yours, version: versionOfForm(typed) });
      } catch (error) {
        if (error instanceof DomainError && error.messageKey === "pilots.errors.changedMeanwhile")
          return conflictAnswer(ctx, params, { form, yours, error });
        throw error;
      }
      return redirectWithNotice(ctx, `/pilots/${params.pilotId}/orders#order-${params.orderId}`, { messageKey: "orders.saved" });
    },
    form,
  );
}

async function conflictAnswer(
  ctx: Context,
  { pilotId, orderId }: { pilotId: string; orderId: string },
  { form, yours, error }: { form: FormData; yours: OrderInput; error: DomainError },
) {
  const { version, amountMinor, currency, milestones } = await orderIn(ctx, pilotId, orderId);
  const answer: OrderConflict = {
    ok: false,
    formError: await translateKey(ctx.locale, error.messageKey),
    fieldErrors: {},
    values: valuesOf(form),
    theirs: { version, amountMinor, currency, milestones },
    yours,
  };
  return data(answer, { status: 409 });
}

const orderIn = async (ctx: Context, pilotId: string, orderId: string) =>
  found((await getOrders(ctx, pilotId)).orders.find(({ id }) => id === orderId));

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
