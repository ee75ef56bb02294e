import { Alert } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import { Section } from "#ui/section.tsx";
import type { OrdersView } from "../../money-views.ts";
import { Amount } from "./amount.tsx";
import classes from "./money.module.css";

/** Where the money stands: of the budget for the host, in each currency for the start-up. */
export function Sums({ view: { budget, sums } }: { view: OrdersView }) {
  const t = useTranslations("orders");
  if (budget)
    return (
      <Section
        title={t("sums.ofBudget")}
        hint={sums.some(({ currency }) => currency !== budget.currency) ? t("sums.byRate") : null}
      >
        <BudgetBar budget={budget} />
        <Figures sums={budget} currency={budget.currency} budget={budget} />
      </Section>
    );
  return sums.map((each) => (
    <Section key={each.currency} title={t("sums.inCurrency", { currency: each.currency })}>
      <Figures sums={each} currency={each.currency} budget={null} />
    </Section>
  ));
}

type Budget = NonNullable<OrdersView["budget"]>;

function BudgetBar({ budget }: { budget: Budget }) {
  const t = useTranslations("orders.sums");
  const share = (minor: number) => `${Math.min(100, (Math.max(0, minor) / budget.budgetMinor) * 100)}%`;
  const bound = budget.orderedMinor + budget.askedMinor;
  return (
    <div
      className={classes.bar}
      role="img"
      aria-label={t("bar", {
        bound: Math.round((bound / budget.budgetMinor) * 100),
        paid: Math.round((budget.paidMinor / budget.budgetMinor) * 100),
      })}
    >
      <span data-part="asked" style={{ width: share(bound) }} />
      <span data-part="ordered" style={{ width: share(budget.orderedMinor) }} />
      <span data-part="accepted" style={{ width: share(budget.acceptedMinor) }} />
      <span data-part="paid" style={{ width: share(budget.paidMinor) }} />
    </div>
  );
}

function Figures({
  sums,
  currency,
  budget,
}: {
  sums: OrdersView["sums"][number] | Budget;
  currency: string;
  budget: Budget | null;
}) {
  const t = useTranslations("orders.sums");
  const parts = [
    ...(budget ? [{ id: "budget", label: t("budget"), minor: budget.budgetMinor }] : []),
    ...(sums.askedMinor > 0 ? [{ id: "asked", label: t("asked"), minor: sums.askedMinor }] : []),
    { id: "ordered", label: t("ordered"), minor: sums.orderedMinor },
    { id: "accepted", label: t("accepted"), minor: sums.acceptedMinor },
    { id: "invoiced", label: t("invoiced"), minor: sums.invoicedMinor },
    { id: "approved", label: t("approved"), minor: sums.approvedMinor },
    { id: "paid", label: t("paid"), minor: sums.paidMinor },
    ...(budget ? [{ id: "left", label: t("left"), minor: budget.leftMinor }] : []),
  ];
  return (
    <dl className={classes.figures}>
      {parts.map(({ id, label, minor }) => (
        <div key={id} data-part={id}>
          <dt>{label}</dt>
          <dd>
            <Amount minor={minor} currency={currency} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The bank account changed shortly before a payment: said with what changed, before anybody pays. */
export function AccountWarning({ change }: { change: OrdersView["accountChange"] }) {
  const t = useTranslations("orders.account");
  if (!change) return null;
  return (
    <Alert color="yellow" variant="light" icon={<IconAlertTriangle size={18} />} title={t("title")}>
      <p className={classes.plain}>{t.rich("text", { day: () => <DateText value={change.on} /> })}</p>
      <ul className={classes.changes}>
        {change.changes.map(({ field, before, after }) => (
          <li key={field}>
            {isKnown(field) ? t(`field.${field}`) : field}: {before || t("none")} → <strong>{after || t("none")}</strong>
          </li>
        ))}
      </ul>
    </Alert>
  );
}

const knownFields = ["holder", "bank", "country", "account", "swift"] as const;
const isKnown = (field: string): field is (typeof knownFields)[number] => (knownFields as readonly string[]).includes(field);
