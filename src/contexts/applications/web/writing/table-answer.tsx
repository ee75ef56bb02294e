import { Button, Input } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import type { Locale } from "#platform/i18n/locales.ts";
import { useField } from "#ui/form/action-form.tsx";
import type { Answer } from "../../form/answer.ts";
import type { FormField } from "../../form/field.ts";
import { readWording } from "../../wording.ts";
import { nameOf } from "../answers-of-form.ts";
import classes from "./writing.module.css";

type TableField = Extract<FormField, { kind: "table" }>;
type Row = Record<string, string | number | null>;

interface TableAnswerProps {
  field: TableField;
  value: Answer | undefined;
  label: string;
  description: string | undefined;
}

/** Rows of cells: a table on a wide screen, a card for each row on a phone. Enter in the last row begins another one. */
export function TableAnswer({ field, value, label, description }: TableAnswerProps) {
  const t = useTranslations("writing.table");
  const locale = useLocale() as Locale;
  const { error } = useField(nameOf(field));
  const body = useRef<HTMLTableSectionElement>(null);
  const [rows, setRows] = useState(() => [...rowsOf(value), {}].slice(0, field.mostRows).map((row, at) => ({ id: at, row })));
  const [focused, setFocused] = useState<number | null>(null);
  const isFull = rows.length >= field.mostRows;
  useEffect(() => {
    if (focused !== null) body.current?.rows[focused]?.querySelector("input")?.focus();
  }, [focused]);
  const add = () => {
    if (isFull) return;
    setRows([...rows, { id: Math.max(-1, ...rows.map(({ id }) => id)) + 1, row: {} }]);
    setFocused(rows.length);
  };
  const remove = (id: number, at: number) => {
    setRows(rows.filter((each) => each.id !== id));
    setFocused(Math.max(0, at - 1));
    // The cells are gone once this has been drawn; then the form is read again.
    setTimeout(() => body.current?.dispatchEvent(new Event("input", { bubbles: true })));
  };
  return (
    <fieldset className={classes.table} aria-invalid={error ? true : undefined}>
      <Input.Label component="legend" required={field.isRequired}>
        {label}
      </Input.Label>
      {description && <Input.Description mb={6}>{description}</Input.Description>}
      <table>
        <thead>
          <tr>
            {field.columns.map((column) => (
              <th key={column.key} scope="col">
                {readWording(column.label, locale).text}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map(({ id, row }, at) => (
            <tr key={id}>
              {field.columns.map((column) => {
                const words = readWording(column.label, locale).text;
                return (
                  <td key={column.key} data-label={words}>
                    <Input
                      name={`${nameOf(field)}.${id}.${column.key}`}
                      type={column.kind === "date" ? "date" : "text"}
                      inputMode={column.kind === "number" ? "decimal" : undefined}
                      aria-label={t("cell", { column: words, row: at + 1 })}
                      defaultValue={row[column.key] ?? ""}
                      size="sm"
                      onKeyDown={(event) => {
                        if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
                        event.preventDefault();
                        if (at === rows.length - 1) add();
                        else setFocused(at + 1);
                      }}
                    />
                  </td>
                );
              })}
              <td>
                <Button
                  variant="subtle"
                  color="gray"
                  size="compact-md"
                  aria-label={t("remove", { row: at + 1 })}
                  disabled={rows.length === 1}
                  onClick={() => remove(id, at)}
                >
                  <IconTrash size={16} aria-hidden />
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button variant="default" size="xs" mt={6} leftSection={<IconPlus size={15} aria-hidden />} disabled={isFull} onClick={add}>
        {t("add")}
      </Button>
      {isFull && (
        <Input.Description mt={4} role="status">
          {t("full", { most: field.mostRows })}
        </Input.Description>
      )}
      {error && <Input.Error mt={4}>{error}</Input.Error>}
    </fieldset>
  );
}

const rowsOf = (value: Answer | undefined): Row[] =>
  Array.isArray(value) ? (value as unknown[]).filter((row): row is Row => typeof row === "object" && row !== null) : [];
