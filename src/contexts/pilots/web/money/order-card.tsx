import { Button } from "@mantine/core";
import { IconPaperclip, IconPencil } from "@tabler/icons-react";
import { Link } from "react-router";
import { useFormatter, useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import { Section } from "#ui/section.tsx";
import type { InvoiceView, MilestoneView, OrdersView, OrderView } from "../../money-views.ts";
import { Amount } from "./amount.tsx";
import { Hands } from "./hands.tsx";
import { InvoiceForm } from "./invoice-form.tsx";
import classes from "./money.module.css";
import { InvoiceStateBadge, MilestoneStateBadge, OrderStateBadge } from "./states.tsx";
import { InvoiceSteps, MilestoneSteps, OrderSteps } from "./step-forms.tsx";

interface Props {
  order: OrderView;
  view: OrdersView;
  today: string;
}

/** One order as a ledger: what is delivered for how much, what was billed for it, who did what, and what comes next. */
export function OrderCard({ order, view: { pilot }, today }: Props) {
  const t = useTranslations("orders");
  const format = useFormatter();
  return (
    <Section
      id={`order-${order.id}`}
      flush
      title={
        <span className={classes.orderTitle}>
          <span>{t("order", { number: order.number })}</span>
          <OrderStateBadge state={order.state} />
        </span>
      }
      actions={
        <span className={classes.orderAmount}>
          <Amount minor={order.amountMinor} currency={order.currency} />
          {order.rate && (
            <small>
              {order.rate.on
                ? t.rich("rateOfRecord", {
                    rate: format.number(order.rate.rate, { maximumFractionDigits: 6 }),
                    source: order.rate.source,
                    day: () => <DateText value={order.rate!.on} />,
                  })
                : t("rateMissing")}
            </small>
          )}
        </span>
      }
    >
      <div className={classes.orderHead}>
        <Hands hands={order.hands} pilot={pilot} />
        {order.returnedReason && <p className={classes.said}>{t("returnedBecause", { reason: order.returnedReason })}</p>}
        {order.cancelledReason && <p className={classes.said}>{t("cancelledBecause", { reason: order.cancelledReason })}</p>}
        <div className={classes.steps}>
          {order.can.revise && (
            <Button
              component={Link}
              to={`/pilots/${pilot.id}/orders/${order.id}/edit`}
              size="xs"
              variant="default"
              leftSection={<IconPencil size={14} />}
            >
              {t("revise")}
            </Button>
          )}
          <OrderSteps order={order} />
        </div>
      </div>
      <Milestones order={order} pilot={pilot} />
      {order.invoices.length > 0 && <Invoices order={order} pilot={pilot} today={today} />}
      {order.can.invoice && <InvoiceForm order={order} side={pilot.side} today={today} />}
    </Section>
  );
}

function Milestones({ order, pilot }: { order: OrderView; pilot: OrdersView["pilot"] }) {
  const t = useTranslations("orders");
  return (
    <table className={classes.ledger}>
      <caption>{t("milestones")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("column.milestone")}</th>
          <th scope="col">{t("column.due")}</th>
          <th scope="col">{t("column.state")}</th>
          <th scope="col" data-align="end">
            {t("column.amount")}
          </th>
        </tr>
      </thead>
      <tbody>
        {order.milestones.map((milestone) => (
          <MilestoneRow key={milestone.id} milestone={milestone} currency={order.currency} pilot={pilot} />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={3}>
            {t("sum")}
          </th>
          <td data-align="end">
            <Amount minor={order.milestones.reduce((sum, { amountMinor }) => sum + amountMinor, 0)} currency={order.currency} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

function MilestoneRow({
  milestone,
  currency,
  pilot,
}: {
  milestone: MilestoneView;
  currency: string;
  pilot: OrdersView["pilot"];
}) {
  const t = useTranslations("orders");
  return (
    <tr>
      <th scope="row">
        <span className={classes.rowTitle}>
          {milestone.position + 1}. {milestone.title}
        </span>
        {milestone.deliverable && <span className={classes.rowText}>{milestone.deliverable}</span>}
        <Hands hands={milestone.hands} pilot={pilot} />
        {milestone.returnReason && (
          <span className={classes.said}>{t("returnedBecause", { reason: milestone.returnReason })}</span>
        )}
        <FileLink file={milestone.file} pilotId={pilot.id} />
        <MilestoneSteps milestone={milestone} />
      </th>
      <td data-label={t("column.due")}>
        <DateText value={milestone.dueOn} />
        {milestone.isOverdue && <span className={classes.late}>{t("overdue")}</span>}
      </td>
      <td data-label={t("column.state")}>
        <MilestoneStateBadge state={milestone.state} />
      </td>
      <td data-label={t("column.amount")} data-align="end">
        <Amount minor={milestone.amountMinor} currency={currency} />
      </td>
    </tr>
  );
}

function Invoices({ order, pilot, today }: { order: OrderView; pilot: OrdersView["pilot"]; today: string }) {
  const t = useTranslations("orders");
  return (
    <table className={classes.ledger}>
      <caption>{t("invoices")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("column.invoice")}</th>
          <th scope="col">{t("column.due")}</th>
          <th scope="col">{t("column.state")}</th>
          <th scope="col" data-align="end">
            {t("column.amount")}
          </th>
        </tr>
      </thead>
      <tbody>
        {order.invoices.map((invoice) => (
          <InvoiceRow key={invoice.id} invoice={invoice} order={order} pilot={pilot} today={today} />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={3}>
            {t("openToInvoice")}
          </th>
          <td data-align="end">
            <Amount minor={order.openMinor} currency={order.currency} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

interface InvoiceRowProps {
  invoice: InvoiceView;
  order: OrderView;
  pilot: OrdersView["pilot"];
  today: string;
}

function InvoiceRow({ invoice, order, pilot, today }: InvoiceRowProps) {
  const t = useTranslations("orders");
  const milestone = order.milestones.find(({ id }) => id === invoice.milestoneId);
  return (
    <tr data-off={invoice.state === "rejected" || undefined}>
      <th scope="row">
        <span className={classes.rowTitle}>{invoice.number}</span>
        <span className={classes.rowText}>
          {t.rich("issuedFor", {
            day: () => <DateText value={invoice.issuedOn} />,
            milestone: milestone?.title ?? t("wholeOrder"),
          })}
        </span>
        {invoice.needsSecond && <span className={classes.late}>{t("needsSecond")}</span>}
        <Hands hands={invoice.hands} pilot={pilot} />
        {invoice.paidOn && (
          <span className={classes.rowText}>
            {t.rich(invoice.paymentReference ? "paidWithReference" : "paidOn", {
              day: () => <DateText value={invoice.paidOn} />,
              reference: invoice.paymentReference,
            })}
          </span>
        )}
        {invoice.rejectedReason && (
          <span className={classes.said}>{t("rejectedBecause", { reason: invoice.rejectedReason })}</span>
        )}
        <FileLink file={invoice.file} pilotId={pilot.id} />
        <InvoiceSteps invoice={invoice} today={today} />
      </th>
      <td data-label={t("column.due")}>
        <DateText value={invoice.dueOn} />
        {invoice.isOverdue && <span className={classes.late}>{t("overdue")}</span>}
      </td>
      <td data-label={t("column.state")}>
        <InvoiceStateBadge state={invoice.state} needsSecond={invoice.needsSecond} />
      </td>
      <td data-label={t("column.amount")} data-align="end">
        <Amount minor={invoice.amountMinor} currency={invoice.currency} />
      </td>
    </tr>
  );
}

function FileLink({ file, pilotId }: { file: InvoiceView["file"]; pilotId: string }) {
  if (!file) return null;
  return (
    <a className={classes.file} href={`/pilots/${pilotId}/orders/files/${file.id}`} download>
      <IconPaperclip size={14} aria-hidden /> {file.name}
    </a>
  );
}
