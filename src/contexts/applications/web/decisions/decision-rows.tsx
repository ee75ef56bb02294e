import { Checkbox } from "@mantine/core";
import { Link } from "react-router";
import { useFormatter, useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import type { DecisionTableRow } from "../../decision-views.ts";
import classes from "./decisions.module.css";
import { OutcomeBadge } from "./outcome-badge.tsx";

interface RowsProps {
  rows: DecisionTableRow[];
  chosen: ReadonlySet<string>;
  onChoose: (ids: ReadonlySet<string>) => void;
}

/** The ranked table; choosing needs no script, the boxes are part of the form around it. */
export function DecisionRows({ rows, chosen, onChoose }: RowsProps) {
  const t = useTranslations("decisions.table");
  const isAll = rows.length > 0 && rows.every(({ id }) => chosen.has(id));
  const toggle = (id: string) => onChoose(new Set(chosen.has(id) ? [...chosen].filter((each) => each !== id) : [...chosen, id]));
  return (
    <div className={classes.scroll}>
      <table className={`${classes.table} ${classes.ranked}`}>
        <thead>
          <tr>
            <th>
              <Checkbox
                aria-label={t("all")}
                checked={isAll}
                indeterminate={!isAll && chosen.size > 0}
                onChange={() => onChoose(new Set(isAll ? [] : rows.map(({ id }) => id)))}
              />
            </th>
            <th className={classes.number}>{t("rank")}</th>
            <th>{t("firm")}</th>
            <th className={classes.number}>{t("score")}</th>
            <th>{t("reviews")}</th>
            <th>{t("said")}</th>
            <th>{t("due")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={row.id} data-chosen={chosen.has(row.id) || undefined}>
              <td>
                <Checkbox
                  name="applicationIds[]"
                  value={row.id}
                  checked={chosen.has(row.id)}
                  onChange={() => toggle(row.id)}
                  aria-label={t("choose", { firm: row.firmName })}
                />
              </td>
              <td className={classes.number}>{row.place ?? at + 1}</td>
              <th scope="row">
                <Link to={`/applications/${row.id}`}>{row.firmName}</Link>
                <span className={classes.sub}>{row.reference}</span>
              </th>
              <td className={classes.number}>
                <Score standing={row.standing} />
              </td>
              <td>
                <Recommended row={row} />
              </td>
              <td>
                <Said row={row} />
              </td>
              <td>
                <div className={classes.said}>
                  {row.clock.until && <DateText value={row.clock.until} />}
                  {row.clock.isOverdue && <StateBadge tone="bad">{t("overdue")}</StateBadge>}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Score({ standing }: Pick<DecisionTableRow, "standing">) {
  const format = useFormatter();
  if (!standing) return <span className={classes.sub}>–</span>;
  const round = (value: number) => format.number(value, { maximumFractionDigits: 0 });
  return (
    <>
      <strong>{round(standing.mean)}</strong>
      {standing.spread !== null && <span className={classes.sub}>± {round(standing.spread)}</span>}
    </>
  );
}

/** How often each thing was recommended, as a bar of all reviews that were asked for and in words. */
function Recommended({ row: { recommended, standing, asked } }: { row: DecisionTableRow }) {
  const t = useTranslations("decisions.table");
  const { accept, discuss, decline } = recommended;
  const tally = Object.entries(recommended);
  return (
    <div className={classes.recommended} title={t("recommended", { accept, discuss, decline })}>
      <span aria-hidden className={classes.tally}>
        {tally.map(([part, count]) => count > 0 && <i key={part} data-part={part} style={{ flexGrow: count }} />)}
        <i style={{ flexGrow: Math.max(0, asked - accept - discuss - decline) }} />
      </span>
      <span className={classes.sub}>{t("written", { done: standing?.reviews ?? 0, asked })}</span>
    </div>
  );
}

/** Who has said what; the one who has not is waited for. */
function Said({ row: { proposals, outcome, state } }: { row: DecisionTableRow }) {
  const t = useTranslations("decisions.table");
  return (
    <div className={classes.said}>
      {state === "decided" && outcome && <OutcomeBadge outcome={outcome} />}
      {proposals.map((proposal) => (
        <span key={proposal.operator.id}>
          {proposal.isOurs ? t("we") : proposal.operator.name}: <OutcomeBadge outcome={proposal.outcome} />
        </span>
      ))}
    </div>
  );
}
