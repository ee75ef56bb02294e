import { Button } from "@mantine/core";
import { IconFileTypePdf } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { useDateText } from "#ui/dates.tsx";
import { Section } from "#ui/section.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import { ctxOf } from "#web/context.ts";
import { page, submission } from "#web/respond.ts";
import { revalidateOnConflict } from "#web/revalidate.ts";
import { submittedForm } from "#web/submitted-form.ts";
import type { ResultView } from "../../closing-views.ts";
import { getResult } from "../../queries/result.ts";
import type { Route } from "./+types/result";
import { changeResult } from "./actions.ts";
import { Adoption } from "./adoption.tsx";
import classes from "./closing.module.css";
import { Consequence } from "./consequence.tsx";
import { JudgedCriterion } from "./judged-criterion.tsx";
import { judgementTone } from "./judgement-tone.ts";
import { Lessons } from "./lessons.tsx";
import { References } from "./references.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, async () => ({ pilotId: params.pilotId, result: await getResult(ctx, params.pilotId) }), request);
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(ctx, () => changeResult(ctx, params.pilotId, form), form);
}

export const shouldRevalidate = revalidateOnConflict;

/** What came of the pilot: judged against what was agreed on, with what follows and what was learned. */
export default function Result({ loaderData: { pilotId, result } }: Route.ComponentProps) {
  return (
    <div className={classes.page}>
      <Summary pilotId={pilotId} result={result} />
      <Consequence result={result} />
      <Judgements result={result} />
      {result.adoption && <Adoption adoption={result.adoption} today={result.today} mayAdopt={result.can.adopt} />}
      {result.side && (
        <div className={classes.pair}>
          <Lessons result={result} />
          <References result={result} />
        </div>
      )}
    </div>
  );
}

function Summary({
  pilotId,
  result: { result, evaluatedAt, criteria, side, state, decisionOn },
}: {
  pilotId: string;
  result: ResultView;
}) {
  const t = useTranslations("evaluation");
  const date = useDateText();
  const judged = criteria.filter(({ judgement }) => judgement !== null).length;
  const met = criteria.filter(({ judgement }) => judgement === "met").length;
  const lead = evaluatedAt
    ? t("summary.evaluated", { day: date(evaluatedAt), met, total: criteria.length })
    : state === "stopped"
      ? t("summary.stopped")
      : decisionOn
        ? t("summary.openUntil", { judged, total: criteria.length, day: date(decisionOn) })
        : t("summary.open", { judged, total: criteria.length });
  return (
    <div className={classes.summary} data-tone={result ? judgementTone[result] : undefined}>
      <div>
        <h2>{result ? t(`result.${result}`) : t("summary.title")}</h2>
        <p>{lead}</p>
      </div>
      {side && (
        <Button
          component="a"
          href={`/pilots/${pilotId}/closing-report.pdf`}
          variant="default"
          leftSection={<IconFileTypePdf size={18} aria-hidden />}
          download
        >
          {t("summary.report")}
        </Button>
      )}
    </div>
  );
}

function Judgements({ result }: { result: ResultView }) {
  const t = useTranslations("evaluation.judging");
  return (
    <Section title={t("title")} hint={result.can.judge ? t("hint") : undefined}>
      <ol className={classes.criteria}>
        {result.criteria.map((criterion) => (
          <JudgedCriterion key={criterion.id} criterion={criterion} mayJudge={result.can.judge} />
        ))}
      </ol>
      {result.can.judge && result.criteria.every(({ judgement }) => judgement !== null) && (
        <StateBadge tone="accent">{t("complete")}</StateBadge>
      )}
    </Section>
  );
}
