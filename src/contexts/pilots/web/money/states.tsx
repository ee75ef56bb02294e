import { useTranslations } from "use-intl";
import { StateBadge, type Tone } from "#ui/state-badge.tsx";
import type { InvoiceState, MilestoneState, OrderState } from "../../money/duties.ts";

const orderTone: Record<OrderState, Tone> = {
  drafted: "idle",
  requested: "warn",
  approved: "info",
  sent: "info",
  confirmed: "accent",
  completed: "good",
  cancelled: "bad",
};
const milestoneTone: Record<MilestoneState, Tone> = { planned: "idle", delivered: "warn", accepted: "good", returned: "bad" };
const invoiceTone: Record<InvoiceState, Tone> = { received: "warn", approved: "info", paid: "good", rejected: "bad" };

export function OrderStateBadge({ state }: { state: OrderState }) {
  const t = useTranslations("orders.orderState");
  return <StateBadge tone={orderTone[state]}>{t(state)}</StateBadge>;
}

export function MilestoneStateBadge({ state }: { state: MilestoneState }) {
  const t = useTranslations("orders.milestoneState");
  return <StateBadge tone={milestoneTone[state]}>{t(state)}</StateBadge>;
}

/** What waits for a second approval is not to be paid yet. */
export function InvoiceStateBadge({ state, needsSecond = false }: { state: InvoiceState; needsSecond?: boolean }) {
  const t = useTranslations("orders.invoiceState");
  if (state === "approved" && needsSecond) return <StateBadge tone="warn">{t("secondApproval")}</StateBadge>;
  return <StateBadge tone={invoiceTone[state]}>{t(state)}</StateBadge>;
}
