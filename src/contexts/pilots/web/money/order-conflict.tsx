import { useActionData } from "react-router";
import { useFormatter, useTranslations } from "use-intl";
import { isRefusal, type Refusal } from "#ui/form/refusal.ts";
import type { OrderInput } from "../../money/order-schema.ts";
import type { OrderView } from "../../money-views.ts";
import { Difference } from "../record/conflict-panel.tsx";
import classes from "../record/record.module.css";

/** The order as somebody else saved it meanwhile, beside what was typed. */
export interface OrderConflict extends Refusal {
  theirs: Pick<OrderView, "version" | "amountMinor" | "currency" | "milestones">;
  yours: OrderInput;
}

/** What the last submission said where somebody else was faster. */
export function useOrderConflict(): OrderConflict | null {
  const answer = useActionData() as unknown;
  return isRefusal(answer) && "theirs" in answer ? (answer as OrderConflict) : null;
}

/** What was saved meanwhile beside what was typed; the form below keeps what was typed. */
export function OrderConflictPanel({ conflict: { theirs, yours } }: { conflict: OrderConflict }) {
  const t = useTranslations("pilots");
  const orders = useTranslations("orders");
  const textOf = useOrderText();
  return (
    <section className={classes.conflict} aria-label={t("conflict.title")}>
      <h2>{t("conflict.title")}</h2>
      <p>{t("conflict.text")}</p>
      <Difference title={orders("milestones")} theirs={textOf(theirs)} yours={textOf(yours)} />
    </section>
  );
}

interface OrderText {
  amountMinor: number;
  currency: string;
  milestones: readonly { title: string; amountMinor: number; dueOn?: string | null | undefined }[];
}

function useOrderText() {
  const format = useFormatter();
  return ({ amountMinor, currency, milestones }: OrderText): string => {
    const money = (minor: number) => format.number(minor / 100, { style: "currency", currency });
    const rows = milestones.map(({ title, amountMinor: part, dueOn }, at) =>
      [`${at + 1}. ${title}`, money(part), dueOn].filter(Boolean).join(" · "),
    );
    return [money(amountMinor), ...rows].join("\n");
  };
}
