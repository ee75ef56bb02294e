import { Button, NativeSelect, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { columnKinds, currencies, type FormField } from "../../form/field.ts";
import type { Wording } from "../../wording.ts";
import { freeKey } from "./field-docs.ts";
import classes from "./manage.module.css";
import { moved, RowTools, replaced } from "./row-tools.tsx";
import { WordingInput } from "./wording-input.tsx";

interface LimitsProps<Field = FormField> {
  field: Field;
  onChange(field: FormField): void;
}
type Of<Kind extends FormField["kind"]> = LimitsProps<Extract<FormField, { kind: Kind }>>;

/** What bounds an answer of its kind: length, choices, unit, columns. */
export function LimitsEditor({ field, onChange }: LimitsProps) {
  switch (field.kind) {
    case "text":
    case "longText":
      return <Numbers field={field} onChange={onChange} names={["longest"]} />;
    case "choice":
      return <Options field={field} onChange={onChange} />;
    case "choices":
      return (
        <>
          <Options field={field} onChange={onChange} />
          <Numbers field={field} onChange={onChange} names={["most"]} optional />
        </>
      );
    case "number":
      return <NumberLimits field={field} onChange={onChange} />;
    case "money":
      return <Currency field={field} onChange={onChange} />;
    case "file":
      return <Numbers field={field} onChange={onChange} names={["most", "mostMb"]} />;
    case "table":
      return (
        <>
          <Columns field={field} onChange={onChange} />
          <Numbers field={field} onChange={onChange} names={["mostRows"]} />
        </>
      );
    default:
      return null;
  }
}

type LimitName = "longest" | "most" | "mostMb" | "mostRows" | "least";

interface NumbersProps extends LimitsProps {
  names: LimitName[];
  optional?: boolean;
}

function Numbers({ field, onChange, names, optional = false }: NumbersProps) {
  const t = useTranslations("calls.form.limit");
  const values = field as unknown as Partial<Record<LimitName, number | null>>;
  return (
    <div className={classes.three}>
      {names.map((name) => (
        <TextInput
          key={name}
          type="number"
          label={
            field.kind === "choices" ? t("mostChoices") : field.kind === "file" && name === "most" ? t("mostFiles") : t(name)
          }
          value={values[name] ?? ""}
          onChange={(event) => {
            const text = event.currentTarget.value;
            onChange({ ...field, [name]: text === "" && optional ? null : Number(text) });
          }}
        />
      ))}
    </div>
  );
}

function NumberLimits({ field, onChange }: Of<"number">) {
  const t = useTranslations("calls.form.limit");
  return (
    <>
      <TextInput
        label={t("unit")}
        placeholder="kWh"
        value={field.unit}
        maxLength={20}
        onChange={(event) => onChange({ ...field, unit: event.currentTarget.value })}
      />
      <Numbers field={field} onChange={onChange} names={["least", "most"]} optional />
    </>
  );
}

function Currency({ field, onChange }: Of<"money">) {
  const t = useTranslations("calls.form.limit");
  return (
    <NativeSelect
      label={t("currency")}
      data={[...new Set([...currencies, field.currency])]}
      value={field.currency}
      onChange={(event) => onChange({ ...field, currency: event.currentTarget.value })}
    />
  );
}

function Options({ field, onChange }: Of<"choice"> | Of<"choices">) {
  const t = useTranslations("calls.form");
  const set = (options: typeof field.options) => onChange({ ...field, options });
  const free = freeKey(
    "option",
    field.options.map(({ value }) => value),
  );
  return (
    <WordRows
      rows={field.options}
      title={t("options")}
      nameOf={(at) => t("option", { number: at + 1 })}
      add={t("addOption")}
      onChange={set}
      onAdd={() => set([...field.options, { value: free, label: {} }])}
      longest={200}
    />
  );
}

function Columns({ field, onChange }: Of<"table">) {
  const t = useTranslations("calls.form");
  const set = (columns: typeof field.columns) => onChange({ ...field, columns });
  const free = freeKey(
    "column",
    field.columns.map(({ key }) => key),
  );
  return (
    <WordRows
      rows={field.columns}
      title={t("columns")}
      nameOf={(at) => t("column", { number: at + 1 })}
      add={t("addColumn")}
      onChange={set}
      onAdd={() => set([...field.columns, { key: free, kind: "text", label: {} }])}
      longest={80}
      beside={(column, at) => (
        <NativeSelect
          label={t("columnKind")}
          data={columnKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          value={column.kind}
          onChange={(event) =>
            set(replaced(field.columns, at, { ...column, kind: event.currentTarget.value as typeof column.kind }))
          }
        />
      )}
    />
  );
}

interface WordRowsProps<Row extends { label: Wording }> {
  rows: Row[];
  title: string;
  nameOf(at: number): string;
  add: string;
  longest: number;
  onChange(rows: Row[]): void;
  onAdd(): void;
  beside?: (row: Row, at: number) => React.ReactNode;
}

/** Choices or columns: a text each, in their order. */
function WordRows<Row extends { label: Wording }>({
  rows,
  title,
  nameOf,
  add,
  longest,
  onChange,
  onAdd,
  beside,
}: WordRowsProps<Row>) {
  return (
    <fieldset className={classes.wordRows}>
      <legend>{title}</legend>
      <ol className={classes.lines}>
        {rows.map((row, at) => (
          <li key={at}>
            <WordingInput
              label={nameOf(at)}
              size="xs"
              value={row.label}
              onChange={(label) => onChange(replaced(rows, at, { ...row, label }))}
              longest={longest}
            />
            {beside?.(row, at)}
            <RowTools
              name={nameOf(at)}
              at={at}
              count={rows.length}
              onMove={(to) => onChange(moved(rows, at, to))}
              onRemove={rows.length > 1 ? () => onChange(rows.toSpliced(at, 1)) : undefined}
              isSmall
            />
          </li>
        ))}
      </ol>
      <Button variant="subtle" size="xs" leftSection={<IconPlus size={15} />} onClick={onAdd}>
        {add}
      </Button>
    </fieldset>
  );
}
