import { Button } from "@mantine/core";
import { IconRulerMeasure } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { ctxOf } from "#web/context.ts";
import { page, submission } from "#web/respond.ts";
import { revalidateOnConflict } from "#web/revalidate.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { measures } from "../../criterion.ts";
import { getRunningPage } from "../../queries/measurement-charts.ts";
import type { Route } from "./+types/running";
import { changeRunning } from "./actions.ts";
import { CriterionCard } from "./criterion-card.tsx";
import { Files } from "./files.tsx";
import { MeasurePanel } from "./measure-panel.tsx";
import { Messages } from "./messages.tsx";
import { Pulse } from "./pulse.tsx";
import { Risks } from "./risks.tsx";
import classes from "./running.module.css";
import { Standing } from "./standing.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, async () => ({ pilotId: params.pilotId, running: await getRunningPage(ctx, params.pilotId) }), request);
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(ctx, () => changeRunning(ctx, params.pilotId, form), form);
}

export const shouldRevalidate = revalidateOnConflict;

/** What both sides open each week: how it stands against what was agreed on, and how each of them finds it. */
export default function Running({ loaderData: { pilotId, running } }: Route.ComponentProps) {
  const t = useTranslations("evaluation.measure");
  const own = running.criteria.filter((criterion) => running.side !== null && measures(criterion, running.side));
  const mayMeasure = running.can.measure && own.length > 0;
  return (
    <div className={classes.page}>
      <div className={classes.main}>
        <Standing running={running} />
        {mayMeasure && (
          <Button component="a" href="#measure" leftSection={<IconRulerMeasure size={16} />} className={classes.toMeasure}>
            {t("title")}
          </Button>
        )}
        {running.criteria.map((criterion) => (
          <CriterionCard key={criterion.id} pilotId={pilotId} criterion={criterion} running={running} />
        ))}
        {mayMeasure && <MeasurePanel running={running} criteria={own} />}
      </div>
      {running.side && (
        <div className={classes.aside}>
          <Pulse running={running} />
          <Messages running={running} />
          <Risks running={running} />
          <Files pilotId={pilotId} running={running} />
        </div>
      )}
    </div>
  );
}
