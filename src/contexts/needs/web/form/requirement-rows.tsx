import { Button, NativeSelect, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { useField } from "#ui/form/action-form.tsx";
import { type RequirementKind, requirementKinds, requirementLevels } from "../../requirement-value.ts";
import classes from "./form.module.css";
import { emptyRow, type RequirementRow } from "./form-values.ts";

interface KeyedRow extends RequirementRow {
  key: number;
}

/** The requirements, one a row. Without JavaScript three blank rows stand at the end; a blank row counts as none. */
export function RequirementRows({ initial }: { initial: RequirementRow[] }) {
  const t = useTranslations("needs");
  const nextKey = useRef(initial.length + 3);
  const [rows, setRows] = useState<KeyedRow[]>(() =>
    [...initial, emptyRow, ...(initial.length === 0 ? [emptyRow] : [])].map((row, key) => ({ ...row, key })),
  );
  return (
    <fieldset className={classes.rows} id="need-requirements">
      <legend>{t("form.requirements")}</legend>
      <p className={classes.hint}>{t("form.requirementsHint")}</p>
      {rows.map((row, index) => (
        <Row key={row.key} row={row} index={index} onRemove={() => setRows(rows.filter(({ key }) => key !== row.key))} />
      ))}
      <Button
        type="button"
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} />}
        onClick={() => setRows([...rows, { ...emptyRow, level: "should", key: nextKey.current++ }])}
      >
        {t("form.addRequirement")}
      </Button>
    </fieldset>
  );
}

function Row({ row, index, onRemove }: { row: KeyedRow; index: number; onRemove: () => void }) {
  const t = useTranslations("needs");
  const [kind, setKind] = useState(row.kind as RequirementKind);
  const name = `requirements.${index}`;
  const { error: wholeError } = useField(name);
  const { error: valueError } = useField(`${name}.value`);
  const { error: textError } = useField(`${name}.text`);
  return (
    <div className={classes.row} role="group" aria-label={t("form.requirementNumber", { number: index + 1 })} data-kind={kind}>
      <NativeSelect
        name={`${name}.level`}
        aria-label={t("form.level")}
        defaultValue={row.level}
        data={requirementLevels.map((value) => ({ value, label: t(`level.${value}`) }))}
      />
      <NativeSelect
        name={`${name}.kind`}
        aria-label={t("form.kind")}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value as RequirementKind)}
        data={requirementKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      {kind !== "text" && (
        <TextInput
          name={`${name}.value`}
          aria-label={t(`kind.${kind}`)}
          placeholder={t(`kindExample.${kind}`)}
          defaultValue={row.value}
          error={valueError}
          maxLength={300}
        />
      )}
      <TextInput
        name={`${name}.text`}
        aria-label={t("form.requirementText")}
        placeholder={kind === "text" ? t("form.requirementExample") : t("form.requirementRemark")}
        defaultValue={row.text}
        error={textError ?? (valueError ? undefined : wholeError)}
        maxLength={1000}
      />
      <Button
        type="button"
        variant="subtle"
        color="gray"
        onClick={onRemove}
        aria-label={t("form.removeRequirement", { number: index + 1 })}
        px="xs"
      >
        <IconTrash size={16} aria-hidden />
      </Button>
    </div>
  );
}
