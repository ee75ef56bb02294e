import { Button } from "@mantine/core";
import { Link } from "react-router";
import { useFormatter, useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import type { ProgressView, Tally } from "../review-views.ts";
import classes from "./progress.module.css";

type Phase = ProgressView["phases"][number];

/** The whole phase in one bar, with its numbers. */
export function PhaseTally({ tally, closesAt }: { tally: Tally; closesAt: Date | null }) {
  const t = useTranslations("reviews.progress");
  const format = useFormatter();
  const numbers = [
    ["submitted", tally.submitted],
    ["started", tally.started],
    ["assigned", tally.assigned],
    ["overdue", tally.overdue],
  ] as const;
  return (
    <div className={classes.phase}>
      <Bar tally={tally} />
      <dl className={classes.numbers}>
        {numbers.map(([name, value]) => (
          <div key={name} data-part={value > 0 ? name : undefined}>
            <dt>{t(name)}</dt>
            <dd>{format.number(value)}</dd>
          </div>
        ))}
        {closesAt && (
          <div>
            <dt>{t("closes")}</dt>
            <dd>
              <DateText value={closesAt} />
            </dd>
          </div>
        )}
      </dl>
    </div>
  );
}

/** Of the asked reviews those that are handed in and begun. */
function Bar({ tally: { assigned, started, submitted } }: { tally: Tally }) {
  const t = useTranslations("reviews.progress");
  const all = assigned + started + submitted;
  const width = (part: number) => ({ width: `${all === 0 ? 0 : (100 * part) / all}%` });
  return (
    <span className={classes.bar} role="img" aria-label={t("of", { submitted, all })}>
      <span data-part="submitted" style={width(submitted)} />
      <span data-part="started" style={width(started)} />
    </span>
  );
}

export function ReviewerProgress({ phase: { id, reviewers }, canRun }: { phase: Phase; canRun: boolean }) {
  const t = useTranslations("reviews.progress");
  return (
    <ul className={classes.rows}>
      {reviewers.map(({ personId, name, isGone, tally, nextDueOn }) => (
        <li key={personId}>
          <span className={classes.who}>
            <b>{name}</b>
            <small>
              {isGone ? t("gone") : nextDueOn && tally.overdue === 0 ? <DueNext day={nextDueOn} /> : null}
              {tally.overdue > 0 && (
                <StateBadge tone="bad" quiet>
                  {t("overdueCount", { count: tally.overdue })}
                </StateBadge>
              )}
            </small>
          </span>
          <Count tally={tally} />
          {canRun && !isGone && tally.assigned + tally.started > 0 && (
            <ActionForm intent="remind" label={t("remindOf", { name })}>
              <input type="hidden" name="phaseId" value={id} />
              <input type="hidden" name="personIds[]" value={personId} />
              <Button type="submit" size="compact-sm" variant="subtle" aria-label={t("remindOf", { name })}>
                {t("remind")}
              </Button>
            </ActionForm>
          )}
        </li>
      ))}
    </ul>
  );
}

function DueNext({ day }: { day: string }) {
  const t = useTranslations("reviews.progress");
  return (
    <>
      {t("next")} <DateText value={day} />
    </>
  );
}

/** What has the fewest reviews stands first: it holds the decision up. */
export function ApplicationProgress({ applications }: { applications: Phase["applications"] }) {
  const t = useTranslations("reviews.progress");
  const rows = applications.toSorted(
    (a, b) =>
      b.tally.overdue - a.tally.overdue || a.tally.submitted - b.tally.submitted || a.reference.localeCompare(b.reference),
  );
  return (
    <ul className={classes.rows}>
      {rows.map(({ id, reference, firmName, wanted, tally }) => {
        const asked = tally.assigned + tally.started + tally.submitted;
        return (
          <li key={id}>
            <span className={classes.who}>
              <Link to={`/applications/${id}`}>{firmName}</Link>
              <small>
                {reference}
                {asked < wanted && ` · ${t("unasked", { count: wanted - asked })}`}
                {tally.overdue > 0 && (
                  <>
                    {" · "}
                    <StateBadge tone="bad" quiet>
                      {t("overdueCount", { count: tally.overdue })}
                    </StateBadge>
                  </>
                )}
              </small>
            </span>
            <Count tally={tally} />
          </li>
        );
      })}
    </ul>
  );
}

function Count({ tally }: { tally: Tally }) {
  const format = useFormatter();
  const all = tally.assigned + tally.started + tally.submitted;
  return (
    <span className={classes.count}>
      <Bar tally={tally} />
      <span>
        {format.number(tally.submitted)} / {format.number(all)}
      </span>
    </span>
  );
}
