import { Alert, Button } from "@mantine/core";
import { IconInfoCircle, IconPlus, IconReceipt } from "@tabler/icons-react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { EmptyState } from "#ui/empty-state.tsx";
import { ctxOf } from "#web/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { revalidateOnConflict } from "#web/revalidate.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { isOver } from "../../pilot.ts";
import { getOrders } from "../../queries/orders.ts";
import type { Route } from "./+types/orders";
import classes from "./money.module.css";
import { OrderCard } from "./order-card.tsx";
import { takeMoneyStep } from "./order-steps.ts";
import { AccountWarning, Sums } from "./sums.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, async () => ({ view: await getOrders(ctx, params.pilotId) }), request);
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(
    ctx,
    async () => {
      await takeMoneyStep(ctx, params.pilotId, form);
      return redirectWithNotice(ctx, `/pilots/${params.pilotId}/orders`, { messageKey: "orders.done" });
    },
    form,
  );
}

export const shouldRevalidate = revalidateOnConflict;

export default function Orders({ loaderData: { view } }: Route.ComponentProps) {
  const t = useTranslations("orders");
  const { pilot, orders, can } = view;
  const hasOpen = orders.some(({ state }) => state === "sent" || state === "confirmed");
  const draft = can.draft && (
    <Button component={Link} to={`/pilots/${pilot.id}/orders/new`} leftSection={<IconPlus size={16} />}>
      {t("draft")}
    </Button>
  );
  return (
    <div className={classes.page}>
      {isOver(pilot.state) && hasOpen && (
        <Alert color="yellow" variant="light" icon={<IconInfoCircle size={18} />}>
          {t(pilot.side === "host" ? "overWithOpen" : "overWithOpenStartup")}
        </Alert>
      )}
      {pilot.side === "host" && <AccountWarning change={view.accountChange} />}
      {orders.length > 0 && <Sums view={view} />}
      {orders.length > 0 && draft && <div className={classes.actions}>{draft}</div>}
      {orders.length === 0 && (
        <EmptyState
          icon={<IconReceipt size={28} />}
          title={t("empty.title")}
          text={t(pilot.side === "host" ? "empty.host" : "empty.startup")}
          action={draft || undefined}
        />
      )}
      {orders.map((order) => (
        <OrderCard key={order.id} order={order} view={view} today={view.today} />
      ))}
    </div>
  );
}
