import { Button } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { Link } from "react-router";
import { useFormatter, useTranslations } from "use-intl";
import { ActionForm } from "#ui/form/action-form.tsx";
import { Money } from "#ui/money.tsx";
import type { DuplicateView } from "../queries/list-duplicates.ts";
import classes from "./companies.module.css";
import { useCompanyWords } from "./words.ts";

type Side = DuplicateView["left"];

const chosen = [
  "name",
  "legalName",
  "website",
  "country",
  "city",
  "field",
  "stage",
  "foundedYear",
  "teamSize",
  "fundingTotalFen",
  "status",
  "oneLiner",
  "description",
] as const;
const united = ["otherNames", "formerNames", "tags", "topics", "certificates", "sources"] as const;
type Chosen = (typeof chosen)[number];

/** The two records line by line: which one stays, which value counts where they differ; lists are united. */
export function PairForm({ pair }: { pair: DuplicateView }) {
  const { left, right } = pair;
  const t = useTranslations("companies");
  const [survivingId, setSurvivingId] = useState(fuller(left, right).id);
  const [survivor, absorbed] = survivingId === left.id ? [left, right] : [right, left];
  const lines = chosen.filter((column) => !isEmpty(left[column]) || !isEmpty(right[column]));
  return (
    <ActionForm label={t("duplicates.sideBySide")}>
      <input type="hidden" name="suggestionId" value={pair.id} />
      <input type="hidden" name="leftId" value={left.id} />
      <input type="hidden" name="rightId" value={right.id} />
      <table className={classes.pair}>
        <thead>
          <tr>
            <th scope="col">{t("duplicates.stays")}</th>
            {[left, right].map((side) => (
              <th key={side.id} scope="col">
                <label>
                  <input
                    type="radio"
                    name="survivingId"
                    value={side.id}
                    checked={side.id === survivingId}
                    onChange={() => setSurvivingId(side.id)}
                    disabled={!pair.can.decide}
                  />
                  <Link to={`/companies/${side.id}`}>{side.name}</Link>
                </label>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((column) => (
            <ChosenLine
              key={`${column} ${survivingId}`}
              column={column}
              sides={[left, right]}
              initial={isEmpty(survivor[column]) ? absorbed.id : survivor.id}
              mayDecide={pair.can.decide}
            />
          ))}
          {united
            .filter((column) => left[column].length + right[column].length > 0)
            .map((column) => (
              <UnitedLine key={column} column={column} sides={[left, right]} />
            ))}
        </tbody>
      </table>
      {pair.can.decide && (
        <div className={classes.decide}>
          <Button type="submit" name="intent" value="merge">
            {t("duplicates.merge")}
          </Button>
          <Button type="submit" name="intent" value="different" variant="default">
            {t("duplicates.different")}
          </Button>
        </div>
      )}
    </ActionForm>
  );
}

interface ChosenLineProps {
  column: Chosen;
  sides: [Side, Side];
  initial: string;
  mayDecide: boolean;
}

function ChosenLine({ column, sides, initial, mayDecide }: ChosenLineProps) {
  const t = useTranslations("companies.columns");
  const show = useValues();
  const differs = !isEmpty(sides[0][column]) && !isEmpty(sides[1][column]) && sides[0][column] !== sides[1][column];
  return (
    <tr>
      <th scope="row">{t(column)}</th>
      {sides.map((side) => {
        const value = <span className={classes.clamped}>{show(side, column)}</span>;
        return (
          <td key={side.id} data-differs={differs || undefined}>
            {differs && mayDecide ? (
              <label>
                <input type="radio" name={`take.${column}`} value={side.id} defaultChecked={side.id === initial} />
                {value}
              </label>
            ) : (
              value
            )}
          </td>
        );
      })}
    </tr>
  );
}

function UnitedLine({ column, sides }: { column: (typeof united)[number]; sides: [Side, Side] }) {
  const t = useTranslations("companies.columns");
  const words = useCompanyWords();
  const label = column === "topics" ? words.topic : column === "sources" ? words.source : String;
  return (
    <tr>
      <th scope="row">{t(column)}</th>
      {sides.map((side) => (
        <td key={side.id}>{side[column].map(label).join(", ") || "–"}</td>
      ))}
    </tr>
  );
}

function useValues(): (side: Side, column: Chosen) => ReactNode {
  const words = useCompanyWords();
  const format = useFormatter();
  return (side, column) => {
    const value = side[column];
    if (isEmpty(value)) return "–";
    switch (column) {
      case "country":
        return words.country(String(value));
      case "city":
        return words.city(String(value));
      case "field":
        return words.field(String(value));
      case "stage":
        return words.stage(String(value));
      case "status":
        return words.status(String(value));
      case "teamSize":
        return format.number(Number(value));
      case "fundingTotalFen":
        return <Money fen={Number(value)} compact />;
      case "oneLiner":
      case "description":
      case "name":
        return <span lang={side.lang}>{value}</span>;
      default:
        return value;
    }
  };
}

/** The record that says more is proposed to stay. */
function fuller(left: Side, right: Side): Side {
  const filled = (side: Side) => chosen.filter((column) => !isEmpty(side[column])).length;
  return filled(right) > filled(left) ? right : left;
}

const isEmpty = (value: unknown): boolean => value === null || value === "";
