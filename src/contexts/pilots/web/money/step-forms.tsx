import { useTranslations } from "use-intl";
import { ActionForm } from "#ui/form/action-form.tsx";
import { FileDropField } from "#ui/form/file-drop-field.tsx";
import { FormDisclosure } from "#ui/form/form-disclosure.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { DateField, TextAreaField, TextField } from "#ui/form/text-fields.tsx";
import type { InvoiceStep, MilestoneStep, OrderStep, StepRefusal } from "../../money/steps.ts";
import type { InvoiceView, MilestoneView, OrderView } from "../../money-views.ts";
import classes from "./money.module.css";

/** The buttons of an order: what the reader may do next, and what keeps them from the rest. */
export function OrderSteps({ order }: { order: OrderView }) {
  const t = useTranslations("orders.orderStep");
  const nameOf = (step: OrderStep) => `order.${step.to}.${order.id}`;
  const labelOf = ({ to }: OrderStep) => t(to as "requested");
  return (
    <Steps>
      {order.steps.map((step) =>
        step.why !== null ? (
          <WhyNot key={step.to} label={labelOf(step)} why={step.why} />
        ) : step.to === "cancelled" || step.to === "drafted" ? (
          <WithReason key={step.to} intent={nameOf(step)} label={labelOf(step)} version={order.version} />
        ) : (
          <OneClick key={step.to} intent={nameOf(step)} label={labelOf(step)} version={order.version} />
        ),
      )}
    </Steps>
  );
}

export function MilestoneSteps({ milestone }: { milestone: MilestoneView }) {
  const t = useTranslations("orders");
  const nameOf = ({ to }: MilestoneStep) => `milestone.${to}.${milestone.id}`;
  return (
    <Steps>
      {milestone.steps.map((step) =>
        step.to === "accepted" ? (
          <OneClick key={step.to} intent={nameOf(step)} label={t("milestoneStep.accepted")} />
        ) : step.to === "returned" ? (
          <WithReason key={step.to} intent={nameOf(step)} label={t("milestoneStep.returned")} />
        ) : (
          <FormDisclosure intent={nameOf(step)} key={step.to} className={classes.step} data-main>
            <summary>{t("milestoneStep.delivered")}</summary>
            <ActionForm intent={nameOf(step)} multipart>
              <FileDropField name="file" label={t("form.proof")} description={t("form.proofHint")} />
              <SubmitButton size="xs">{t("milestoneStep.delivered")}</SubmitButton>
            </ActionForm>
          </FormDisclosure>
        ),
      )}
    </Steps>
  );
}

export function InvoiceSteps({ invoice, today }: { invoice: InvoiceView; today: string }) {
  const t = useTranslations("orders");
  const nameOf = ({ to }: InvoiceStep) => `invoice.${to}.${invoice.id}`;
  return (
    <Steps>
      {invoice.steps.map((step) => {
        const label = t(`invoiceStep.${step.to}`);
        if (step.why !== null) return <WhyNot key={step.to} label={label} why={step.why} />;
        if (step.to === "rejected")
          return <WithReason key={step.to} intent={nameOf(step)} label={label} version={invoice.version} />;
        if (step.to !== "paid") return <OneClick key={step.to} intent={nameOf(step)} label={label} version={invoice.version} />;
        return (
          <FormDisclosure intent={nameOf(step)} key={step.to} className={classes.step} data-main>
            <summary>{label}</summary>
            <ActionForm intent={nameOf(step)}>
              <input type="hidden" name="version" value={invoice.version} />
              <DateField name="paidOn" label={t("form.paidOn")} defaultValue={today} max={today} required />
              <TextField name="paymentReference" label={t("form.paymentReference")} maxLength={120} />
              <SubmitButton size="xs">{label}</SubmitButton>
            </ActionForm>
          </FormDisclosure>
        );
      })}
    </Steps>
  );
}

function Steps({ children }: { children: React.ReactNode[] }) {
  return children.length > 0 ? <div className={classes.steps}>{children}</div> : null;
}

interface StepProps {
  intent: string;
  label: string;
  version?: number;
}

function OneClick({ intent, label, version }: StepProps) {
  return (
    <ActionForm intent={intent}>
      {version !== undefined && <input type="hidden" name="version" value={version} />}
      <SubmitButton size="xs">{label}</SubmitButton>
    </ActionForm>
  );
}

/** A step that says why; opens without JavaScript. */
function WithReason({ intent, label, version }: StepProps) {
  const t = useTranslations("orders.form");
  return (
    <FormDisclosure intent={intent} className={classes.step}>
      <summary>{label}</summary>
      <ActionForm intent={intent}>
        {version !== undefined && <input type="hidden" name="version" value={version} />}
        <TextAreaField name="reason" label={t("reason")} minRows={2} maxLength={1000} />
        <SubmitButton size="xs" variant="default">
          {label}
        </SubmitButton>
      </ActionForm>
    </FormDisclosure>
  );
}

function WhyNot({ label, why }: { label: string; why: StepRefusal }) {
  const t = useTranslations("orders.why");
  return (
    <p className={classes.why}>
      <span>{label}</span> {t(why)}
    </p>
  );
}
