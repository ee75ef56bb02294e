import { Button, NativeSelect, TextInput } from "@mantine/core";
import { IconChecks, IconDownload } from "@tabler/icons-react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { DateText, RelativeTime } from "#ui/dates.tsx";
import { EmptyState } from "#ui/empty-state.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import type { MoneyTask } from "../../money-views.ts";
import { canExportMoney } from "../../policy.ts";
import { listMoneyTasks } from "../../queries/money-waiting.ts";
import type { Route } from "./+types/tasks";
import { Amount } from "./amount.tsx";
import classes from "./money.module.css";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, async () => ({ tasks: await listMoneyTasks(ctx), mayExport: canExportMoney(ctx.actor) }), request);
}

/** Every step of money that waits, first the reader's own. */
export default function Tasks({ loaderData: { tasks, mayExport } }: Route.ComponentProps) {
  const t = useTranslations("orders.tasks");
  const mine = tasks.filter(({ isMine }) => isMine);
  const others = tasks.filter(({ isMine }) => !isMine);
  return (
    <div className={classes.page}>
      <PageHeader title={t("title")} lead={t("lead")} />
      {tasks.length === 0 && <EmptyState icon={<IconChecks size={28} />} title={t("emptyTitle")} text={t("empty")} />}
      {mine.length > 0 && (
        <Section title={t("mine", { count: mine.length })} flush>
          <TaskTable label={t("mine", { count: mine.length })} tasks={mine} />
        </Section>
      )}
      {others.length > 0 && (
        <Section title={t("others", { count: others.length })} hint={t("othersHint")} flush>
          <TaskTable label={t("others", { count: others.length })} tasks={others} />
        </Section>
      )}
      {mayExport && <ExportForm />}
    </div>
  );
}

function TaskTable({ label, tasks }: { label: string; tasks: MoneyTask[] }) {
  const t = useTranslations("orders");
  return (
    <table className={classes.ledger} data-tasks aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t("tasks.step")}</th>
          <th scope="col">{t("tasks.pilot")}</th>
          <th scope="col">{t("tasks.waiting")}</th>
          <th scope="col">{t("column.due")}</th>
          <th scope="col" data-align="end">
            {t("column.amount")}
          </th>
        </tr>
      </thead>
      <tbody>
        {tasks.map((task) => (
          <tr key={task.id}>
            <th scope="row">
              <Link to={task.href} className={classes.rowTitle}>
                {t(`tasks.kind.${task.kind}`)}
              </Link>
              <span className={classes.rowText}>
                {task.title === task.number ? task.number : `${task.title} · ${task.number}`}
              </span>
              {task.why && <span className={classes.rowText}>{t(`why.${task.why}`)}</span>}
            </th>
            <td data-label={t("tasks.pilot")}>
              {task.pilot.title}
              <span className={classes.rowText}>{task.company}</span>
            </td>
            <td data-label={t("tasks.waiting")}>
              <RelativeTime value={task.since} />
            </td>
            <td data-label={t("column.due")}>
              <DateText value={task.dueOn} />
              {task.isOverdue && <span className={classes.late}>{t("overdue")}</span>}
            </td>
            <td data-label={t("column.amount")} data-align="end">
              <Amount minor={task.amountMinor} currency={task.currency} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A plain form: the browser downloads what it answers. */
function ExportForm() {
  const t = useTranslations("orders.export");
  return (
    <Section title={t("title")} hint={t("hint")}>
      <form action="/orders/export" className={classes.export}>
        <TextInput type="date" name="from" label={t("from")} />
        <TextInput type="date" name="to" label={t("to")} />
        <TextInput type="number" name="since" label={t("since")} description={t("sinceHint")} min={0} />
        <NativeSelect
          name="format"
          label={t("format")}
          data={[
            { value: "csv", label: "CSV" },
            { value: "json", label: "JSON" },
          ]}
        />
        <Button type="submit" variant="default" leftSection={<IconDownload size={16} />}>
          {t("download")}
        </Button>
      </form>
    </Section>
  );
}
