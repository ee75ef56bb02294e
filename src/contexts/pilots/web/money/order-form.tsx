import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { FormActions, FormGrid } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { DateField, NumberField, TextAreaField, TextField } from "#ui/form/text-fields.tsx";
import { Section } from "#ui/section.tsx";
import { minorOf } from "../../money/typed-amount.ts";
import type { OrdersView, OrderView } from "../../money-views.ts";
import { Amount } from "./amount.tsx";
import { AmountField } from "./amount-field.tsx";
import classes from "./money.module.css";
import { OrderConflictPanel, useOrderConflict } from "./order-conflict.tsx";

/** Empty rows offered at once, for pages without JavaScript. */
const spareRows = 3;
const mostRows = 20;

interface Typed {
  currency: string;
  total: number;
  sum: number;
}

/** An order with its milestones. What is left to share out is told while one types; without JavaScript it is told after sending. */
export function OrderForm({ view, order }: { view: OrdersView; order: OrderView | null }) {
  const t = useTranslations("orders");
  const [rows, setRows] = useState(Math.min(mostRows, Math.max(spareRows, (order?.milestones.length ?? 0) + 1)));
  const form = useRef<HTMLDivElement>(null);
  const conflict = useOrderConflict();
  const currency = order?.currency ?? view.budget?.currency ?? "CNY";
  const [typed, setTyped] = useState<Typed>({ currency, ...sumsOf(order) });
  const read = () => form.current && setTyped(typedIn(form.current));
  return (
    <ActionForm intent="save">
      {conflict && <OrderConflictPanel conflict={conflict} />}
      {order && <input type="hidden" name="version" value={conflict?.theirs.version ?? order.version} />}
      {/* Reads what bubbles up from its fields. */}
      <div ref={form} onInput={read} className={classes.orderForm}>
        <Section title={t("form.order")}>
          <FormGrid columns={2}>
            <AmountField name="amount" label={t("form.amount")} defaultMinor={order?.amountMinor} required />
            <SelectField
              name="currency"
              label={t("form.currency")}
              choices={["CNY", "EUR"].map((value) => ({ value, label: value }))}
              defaultValue={currency}
              required
            />
          </FormGrid>
          {view.budget && <RateFields budgetCurrency={view.budget.currency} order={order} />}
        </Section>
        <Section title={t("milestones")} hint={t("form.milestonesHint")}>
          {Array.from({ length: rows }, (_, index) => (
            <MilestoneFields key={index} index={index} milestone={order?.milestones[index]} />
          ))}
          <div className={classes.formFoot}>
            {rows < mostRows && (
              <Button
                variant="default"
                size="xs"
                className={classes.needsScript}
                leftSection={<IconPlus size={14} />}
                onClick={() => setRows(rows + 1)}
              >
                {t("form.addMilestone")}
              </Button>
            )}
            <Balance typed={typed} />
          </div>
        </Section>
      </div>
      <FormActions>
        <Button component={Link} to={`/pilots/${view.pilot.id}/orders`} variant="default">
          {t("form.back")}
        </Button>
        <SubmitButton>{t("form.save")}</SubmitButton>
      </FormActions>
    </ActionForm>
  );
}

function RateFields({ budgetCurrency, order }: { budgetCurrency: string; order: OrderView | null }) {
  const t = useTranslations("orders.form");
  const rate = order?.rate;
  return (
    <details className={classes.rate} open={Boolean(rate)}>
      <summary>{t("rateTitle", { currency: budgetCurrency })}</summary>
      <FormGrid columns={2}>
        <NumberField
          name="rate"
          label={t("rate")}
          description={t("rateHint", { currency: budgetCurrency })}
          defaultValue={rate && rate.rate !== 1 ? String(rate.rate) : undefined}
          step="0.000001"
          min={0}
        />
        <DateField name="rateOn" label={t("rateOn")} defaultValue={rate?.on ?? undefined} />
        <TextField name="rateSource" label={t("rateSource")} defaultValue={rate?.source} placeholder="PBOC" maxLength={120} />
      </FormGrid>
    </details>
  );
}

function MilestoneFields({ index, milestone }: { index: number; milestone: OrderView["milestones"][number] | undefined }) {
  const t = useTranslations("orders.form");
  const name = (part: string) => `milestones.${index}.${part}`;
  return (
    <fieldset className={classes.milestoneFields}>
      <legend>{t("milestoneNumber", { number: index + 1 })}</legend>
      <TextField name={name("title")} label={t("title")} defaultValue={milestone?.title} maxLength={200} required={index === 0} />
      <DateField name={name("dueOn")} label={t("due")} defaultValue={milestone?.dueOn ?? undefined} />
      <AmountField name={name("amount")} label={t("amount")} defaultMinor={milestone?.amountMinor} required={index === 0} />
      <TextAreaField
        name={name("deliverable")}
        label={t("deliverable")}
        defaultValue={milestone?.deliverable}
        minRows={1}
        maxLength={2000}
      />
    </fieldset>
  );
}

function Balance({ typed: { total, sum, currency } }: { typed: Typed }) {
  const t = useTranslations("orders.form");
  const left = total - sum;
  if (total === 0 && sum === 0) return null;
  return (
    <p className={classes.balance} role="status" data-even={left === 0 || undefined}>
      <span>
        {t("shared")} <Amount minor={sum} currency={currency} />
      </span>
      <strong>
        {left === 0 ? (
          t("even")
        ) : (
          <>
            {left > 0 ? t("leftToShare") : t("tooMuch")} <Amount minor={Math.abs(left)} currency={currency} />
          </>
        )}
      </strong>
    </p>
  );
}

const sumsOf = (order: OrderView | null) => ({
  total: order?.amountMinor ?? 0,
  sum: order?.milestones.reduce((sum, { amountMinor }) => sum + amountMinor, 0) ?? 0,
});

function typedIn(form: HTMLElement): Typed {
  const textOf = (selector: string) => form.querySelector<HTMLInputElement | HTMLSelectElement>(selector)?.value ?? "";
  const minors = [...form.querySelectorAll<HTMLInputElement>('input[name^="milestones."][name$=".amount"]')];
  const safe = (text: string) => minorOf(text) || 0;
  return {
    currency: textOf('select[name="currency"]') || "CNY",
    total: safe(textOf('input[name="amount"]')),
    sum: minors.reduce((sum, { value }) => sum + safe(value), 0),
  };
}
