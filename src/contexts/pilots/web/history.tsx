import { IconCalendarPlus, IconCheck, IconFileText, IconPlayerPause, IconX } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import { Section } from "#ui/section.tsx";
import type { Tone } from "#ui/state-badge.tsx";
import { Timeline } from "#ui/timeline.tsx";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { getPilotHistory } from "../queries/pilot-history.ts";
import type { GateView } from "../views.ts";
import type { Route } from "./+types/history";
import { useFollowUpEntries } from "./answers/follow-up-entry.tsx";
import classes from "./record/overview.module.css";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, () => getPilotHistory(ctx, params.pilotId), request);
}

const icons = {
  go: <IconCheck size={15} />,
  hold: <IconPlayerPause size={15} />,
  stop: <IconX size={15} />,
  extend: <IconCalendarPlus size={15} />,
  amend: <IconFileText size={15} />,
};
const tones: Record<GateView["verdict"], Tone> = { go: "good", hold: "warn", stop: "bad", extend: "info", amend: "info" };

/** Every verdict with who said it, when and why. */
export default function History({ loaderData: { gates, followUps } }: Route.ComponentProps) {
  const t = useTranslations("pilots");
  const followed = useFollowUpEntries(followUps);
  const said = gates.map((gate) => ({
    id: gate.id,
    icon: icons[gate.verdict],
    tone: tones[gate.verdict],
    title: gate.verdict === "go" ? t(`state.${gate.toState}`) : `${t(`verdict.${gate.verdict}`)} · ${t(`state.${gate.toState}`)}`,
    by: gate.byMail ? t("history.byMail", { name: gate.personName }) : gate.personName,
    at: gate.decidedAt,
    body: <Words gate={gate} />,
  }));
  const entries = [...said, ...followed].sort((one, other) => Number(other.at) - Number(one.at));
  return (
    <Section title={t("history.title")} hint={t("history.hint")}>
      <Timeline entries={entries} />
    </Section>
  );
}

function Words({ gate: { reason, told, note, untilOn } }: { gate: GateView }) {
  const t = useTranslations("pilots");
  return (
    <>
      {reason && <strong>{t(`reason.${reason}`)} </strong>}
      {untilOn && (
        <span>
          {t("tasks.until")} <DateText value={untilOn} />
        </span>
      )}
      {told && (
        <p className={classes.text} dir="auto">
          {told}
        </p>
      )}
      {note && (
        <p className={classes.quiet} dir="auto">
          {t("history.internal")} {note}
        </p>
      )}
    </>
  );
}
