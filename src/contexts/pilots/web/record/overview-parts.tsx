import { Alert } from "@mantine/core";
import { IconClockHour4 } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { Section } from "#ui/section.tsx";
import type { PilotView } from "../../views.ts";
import { ConsequenceSection } from "./consequence.tsx";
import { CriteriaTable } from "./criteria-table.tsx";
import { NextGate } from "./next-gate.tsx";
import classes from "./overview.module.css";
import { PathSteps } from "./path-steps.tsx";
import { InternalSection, PeopleSection } from "./people.tsx";
import { SharingSection } from "./sharing.tsx";
import { TaskList } from "./task-list.tsx";

/** All of a pilot on one page, as the reader's side sees it. */
export function OverviewParts({ pilot, people = [] }: { pilot: PilotView; people?: { id: string; name: string }[] }) {
  const t = useTranslations("pilots");
  const { side, state, can } = pilot;
  const isOver = state === "adopted" || state === "stopped";
  return (
    <div className={classes.overview}>
      <Section>
        <PathSteps pilot={pilot} />
        <p className={classes.help}>{t(`stateHelp.${state}`)}</p>
        <Clock pilot={pilot} />
        <LastWord pilot={pilot} />
      </Section>
      <div className={classes.columns} data-single={side === null || undefined}>
        <div className={classes.main}>
          <Section title={t("scope.title")}>
            <p className={classes.text} lang={pilot.lang} dir="auto">
              {pilot.scope || t("scope.none")}
            </p>
          </Section>
          <CriteriaTable pilot={pilot} />
          {side !== null && <ConsequenceSection pilot={pilot} />}
          <PeopleSection pilot={pilot} people={people} />
        </div>
        {side !== null && (
          <div className={classes.side}>
            <div className={classes.first}>
              {can.offer && <OfferSection pilot={pilot} />}
              {side === "host" && <NextGate pilot={pilot} />}
              {!isOver && <TaskList pilot={pilot} />}
            </div>
            {pilot.internal && <InternalSection internal={pilot.internal} />}
            {pilot.offeredAt && <SharingSection pilot={pilot} />}
          </div>
        )}
      </div>
    </div>
  );
}

/** Whose turn it is and until when, in one sentence. */
function Clock({ pilot: { clock, side, can, problemOwner } }: { pilot: PilotView }) {
  const t = useTranslations("pilots.clock");
  if (!clock) return null;
  const { turn, kind, until, isOverdue } = clock;
  const isOurs = turn === side;
  const own = side === "host" && !can.decide ? "person" : "you";
  const whose = turn === null ? "nobody" : turn === "both" || side === null || !isOurs ? turn : own;
  return (
    <p className={classes.clock} data-late={isOverdue || undefined}>
      <IconClockHour4 size={18} aria-hidden />
      <span>
        <strong>{t(`turn.${whose}`, { name: problemOwner.name })}</strong>
        {kind && until && (
          <>
            {" "}
            {t(`kind.${kind}`)} <DateText value={until} />
            {isOverdue && ` – ${t("overdue")}`}
          </>
        )}
      </span>
    </p>
  );
}

/** What was said at the last gate, where something was. */
function LastWord({ pilot: { gates } }: { pilot: PilotView }) {
  const t = useTranslations("pilots");
  const [last] = gates;
  if (!last || (last.told === "" && last.reason === null)) return null;
  return (
    <blockquote className={classes.word}>
      {last.reason && <strong>{t(`reason.${last.reason}`)}</strong>}
      {last.told && <p dir="auto">{last.told}</p>}
      <footer>
        {last.personName} · {t(`verdict.${last.verdict}`)} · <DateText value={last.decidedAt} />
      </footer>
    </blockquote>
  );
}

function OfferSection({ pilot: { version, company } }: { pilot: PilotView }) {
  const t = useTranslations("pilots.offer");
  return (
    <Section title={t("title", { company: company.name })} hint={t("hint")}>
      <ActionForm intent="offer" label={t("submit")}>
        <input type="hidden" name="version" value={version} />
        <SubmitButton fullWidth>{t("submit")}</SubmitButton>
      </ActionForm>
    </Section>
  );
}

/** Above the preview of what is shared. */
export function PreviewNotice() {
  const t = useTranslations("pilots.sharing");
  return (
    <Alert color="blue" variant="light" mb="md" title={t("previewTitle")}>
      {t("previewText")}
    </Alert>
  );
}
