import { useTranslations } from "use-intl";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { FileDropField } from "#ui/form/file-drop-field.tsx";
import { FormDisclosure } from "#ui/form/form-disclosure.tsx";
import { FormActions, FormGrid, FormWide } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { DateField, NumberField, TextField } from "#ui/form/text-fields.tsx";
import type { OrderView } from "../../money-views.ts";
import type { Side } from "../../readiness.ts";
import { AmountField } from "./amount-field.tsx";
import classes from "./money.module.css";

/** An invoice on an order: handed in by the start-up, or entered by the host. Proposes what is accepted and not billed yet. */
export function InvoiceForm({ order, side, today }: { order: OrderView; side: Side; today: string }) {
  const t = useTranslations("orders");
  const billable = order.milestones.filter(({ openMinor }) => openMinor > 0);
  const [first] = billable;
  return (
    <FormDisclosure intent={`take.invoice.${order.id}`} className={classes.invoiceForm}>
      <summary>{t(side === "startup" ? "form.handIn" : "form.enterInvoice")}</summary>
      <ActionForm intent={`take.invoice.${order.id}`} multipart>
        <FormGrid columns={2}>
          <TextField name="number" label={t("form.number")} maxLength={60} required />
          <SelectField
            name="milestoneId"
            label={t("form.milestone")}
            description={t("form.milestoneHint")}
            empty={t("wholeOrder")}
            choices={billable.map(({ id, title }) => ({ value: id, label: title }))}
            defaultValue={first?.id}
          />
          <AmountField
            name="amount"
            label={t("form.amount")}
            currency={order.currency}
            defaultMinor={first?.openMinor ?? order.openMinor}
            required
          />
          <SelectField
            name="currency"
            label={t("form.currency")}
            choices={["CNY", "EUR"].map((value) => ({ value, label: value }))}
            defaultValue={order.currency}
            required
          />
          <DateField name="issuedOn" label={t("form.issuedOn")} defaultValue={today} max={today} required />
          <DateField name="dueOn" label={t("form.dueOn")} />
          {side === "host" && order.rate && (
            <>
              <NumberField
                name="rate"
                label={t("form.rate")}
                description={t("form.invoiceRateHint")}
                defaultValue={String(order.rate.rate)}
                step="0.000001"
                min={0}
              />
              <TextField name="rateSource" label={t("form.rateSource")} defaultValue={order.rate.source} maxLength={120} />
            </>
          )}
          <FormWide>
            <FileDropField name="file" label={t("form.file")} accept=".pdf,.png,.jpg,.jpeg,.zip" required={side === "startup"} />
          </FormWide>
        </FormGrid>
        <FormActions>
          <SubmitButton>{t(side === "startup" ? "form.handIn" : "form.enterInvoice")}</SubmitButton>
        </FormActions>
      </ActionForm>
    </FormDisclosure>
  );
}
