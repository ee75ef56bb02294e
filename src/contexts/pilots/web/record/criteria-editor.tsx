import { ActionIcon, Button, NativeSelect, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { useField } from "#ui/form/action-form.tsx";
import { comparisons, fewestCriteria, measurers, mostCriteria } from "../../criterion.ts";
import { type CriterionRow, emptyCriterion } from "./form-values.ts";
import classes from "./record.module.css";

type Keyed = CriterionRow & { key: number };

/** Three to five criteria, one below the other; a blank one counts as none. Without JavaScript all five places stand there. */
export function CriteriaEditor({ initial }: { initial: CriterionRow[] }) {
  const t = useTranslations("pilots.form");
  const nextKey = useRef(mostCriteria + initial.length);
  const [rows, setRows] = useState<Keyed[]>(() =>
    [...initial, ...Array.from({ length: Math.max(0, fewestCriteria - initial.length) }, () => emptyCriterion)].map(
      (row, key) => ({ ...row, key }),
    ),
  );
  const move = (from: number, to: number) => setRows(rows.with(from, rows[to]!).with(to, rows[from]!));
  return (
    <div className={classes.criteria} id="pilot-criteria">
      {rows.map((row, at) => (
        <CriterionFields
          key={row.key}
          row={row}
          at={at}
          actions={
            <span className={classes.rowActions}>
              <ActionIcon
                variant="subtle"
                aria-label={t("up", { number: at + 1 })}
                disabled={at === 0}
                onClick={() => move(at, at - 1)}
              >
                <IconArrowUp size={16} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                aria-label={t("down", { number: at + 1 })}
                disabled={at === rows.length - 1}
                onClick={() => move(at, at + 1)}
              >
                <IconArrowDown size={16} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t("removeCriterion", { number: at + 1 })}
                onClick={() => setRows(rows.filter(({ key }) => key !== row.key))}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </span>
          }
        />
      ))}
      <noscript>
        {Array.from({ length: Math.max(0, mostCriteria - rows.length) }, (_, more) => (
          <CriterionFields key={rows.length + more} row={emptyCriterion} at={rows.length + more} />
        ))}
      </noscript>
      {rows.length < mostCriteria && (
        <Button
          type="button"
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} />}
          onClick={() => setRows([...rows, { ...emptyCriterion, key: nextKey.current++ }])}
        >
          {t("addCriterion")}
        </Button>
      )}
    </div>
  );
}

function CriterionFields({ row, at, actions }: { row: CriterionRow; at: number; actions?: React.ReactNode }) {
  const t = useTranslations("pilots");
  const name = `criteria.${at}`;
  const error = {
    metric: useField(`${name}.metric`).error,
    target: useField(`${name}.target`).error,
    baseline: useField(`${name}.baseline`).error,
    method: useField(`${name}.method`).error,
  };
  return (
    <div className={classes.criterion} role="group" aria-label={t("form.criterionNumber", { number: at + 1 })}>
      <div className={classes.criterionHead}>
        <span className={classes.number} aria-hidden>
          {at + 1}
        </span>
        <TextInput
          name={`${name}.metric`}
          label={t("form.metric")}
          placeholder={t("form.metricExample")}
          defaultValue={row.metric}
          error={error.metric}
          maxLength={160}
          dir="auto"
        />
        {actions}
      </div>
      <div className={classes.criterionNumbers}>
        <TextInput
          name={`${name}.baseline`}
          label={t("form.baseline")}
          type="number"
          step="any"
          inputMode="decimal"
          defaultValue={row.baseline}
          error={error.baseline}
        />
        <NativeSelect
          name={`${name}.comparison`}
          label={t("form.comparison")}
          defaultValue={row.comparison}
          data={comparisons.map((value) => ({ value, label: t(`comparison.${value}`) }))}
        />
        <TextInput
          name={`${name}.target`}
          label={t("form.target")}
          type="number"
          step="any"
          inputMode="decimal"
          defaultValue={row.target}
          error={error.target}
        />
        <TextInput
          name={`${name}.unit`}
          label={t("form.unit")}
          placeholder={t("form.unitExample")}
          defaultValue={row.unit}
          maxLength={30}
        />
      </div>
      <div className={classes.criterionMethod}>
        <TextInput
          name={`${name}.method`}
          label={t("form.method")}
          placeholder={t("form.methodExample")}
          defaultValue={row.method}
          error={error.method}
          maxLength={1000}
          dir="auto"
        />
        <NativeSelect
          name={`${name}.measuredBy`}
          label={t("form.measuredBy")}
          defaultValue={row.measuredBy}
          data={measurers.map((value) => ({ value, label: t(`measuredBy.${value}`) }))}
        />
      </div>
    </div>
  );
}
