import { ActionIcon } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { ActionForm } from "#ui/form/action-form.tsx";
import { Section } from "#ui/section.tsx";
import type { DecisionTableRow } from "../../decision-views.ts";
import classes from "./decisions.module.css";

/** The order in which firms move up; each step is one click, with or without a script. */
export function WaitingOrder({ rows }: { rows: DecisionTableRow[] }) {
  const t = useTranslations("decisions.order");
  if (rows.length < 2) return null;
  return (
    <Section title={t("title")} hint={t("hint")}>
      <ActionForm intent="order" label={t("title")}>
        {rows.map(({ id }) => (
          <input key={id} type="hidden" name="order[]" value={id} />
        ))}
        <ol className={classes.order}>
          {rows.map(({ id, firmName }, at) => (
            <li key={id}>
              <span>{firmName}</span>
              <ActionIcon
                type="submit"
                name="up"
                value={id}
                variant="default"
                disabled={at === 0}
                aria-label={t("up", { firm: firmName })}
              >
                <IconArrowUp size={16} />
              </ActionIcon>
              <ActionIcon
                type="submit"
                name="down"
                value={id}
                variant="default"
                disabled={at === rows.length - 1}
                aria-label={t("down", { firm: firmName })}
              >
                <IconArrowDown size={16} />
              </ActionIcon>
            </li>
          ))}
        </ol>
      </ActionForm>
    </Section>
  );
}

/** The order after one step. */
export function stepped(order: string[], { up, down }: { up?: unknown; down?: unknown }): string[] {
  const from = order.indexOf(String(up ?? down));
  const to = from + (up === undefined ? 1 : -1);
  if (from < 0 || to < 0 || to >= order.length) return order;
  return order.with(from, order[to]!).with(to, order[from]!);
}
