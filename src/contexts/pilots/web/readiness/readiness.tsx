import { IconListCheck } from "@tabler/icons-react";
import { Link, useActionData, useSearchParams } from "react-router";
import { useTranslations } from "use-intl";
import { EmptyState } from "#ui/empty-state.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { page, submission } from "#web/respond.ts";
import { revalidateOnConflict } from "#web/revalidate.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { getReadiness } from "../../queries/readiness.ts";
import type { ReadinessView } from "../../readiness-views.ts";
import type { Route } from "./+types/readiness";
import { Gantt } from "./gantt.tsx";
import { Hero } from "./hero.tsx";
import { ItemCard } from "./item-card.tsx";
import { MoveList } from "./move-list.tsx";
import { PlanTable } from "./plan-table.tsx";
import classes from "./readiness.module.css";
import { takeReadinessStep } from "./readiness-steps.ts";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, async () => ({ lane: await getReadiness(ctx, params.pilotId) }), request);
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(ctx, () => takeReadinessStep(ctx, params.pilotId, form), form);
}

export const shouldRevalidate = revalidateOnConflict;

/** What the host asks of the supplier before the first order, for both sides: what holds it, the plan, and each item with its forms. */
export default function Readiness({ loaderData: { lane } }: Route.ComponentProps) {
  const t = useTranslations("readiness");
  const [search] = useSearchParams();
  const answer = useActionData<{ shown?: Record<string, string>; shownKind?: string }>();
  const wanted = search.get("item");
  if (lane.items.length === 0)
    return <EmptyState icon={<IconListCheck size={26} />} title={t("empty.title")} text={t("empty.text")} order={2} />;
  const inOrder = lane.items.toSorted((a, b) => a.startsOn.localeCompare(b.startsOn) || a.endsOn.localeCompare(b.endsOn));
  return (
    <div className={classes.page}>
      <Hero lane={lane} />
      <Section title={t("plan.title")} hint={t("plan.hint")}>
        <Gantt lane={lane} items={inOrder} />
        <PlanTable lane={lane} items={inOrder} />
      </Section>
      <Section title={t("items.title")} hint={t("items.hint")} actions={<WaysOn lane={lane} />} flush>
        <ul className={classes.items}>
          {inOrder.map((item) => (
            <ItemCard
              key={item.kind}
              item={item}
              lane={lane}
              isOpen={wanted === item.kind || answer?.shownKind === item.kind}
              shown={answer?.shownKind === item.kind ? (answer.shown ?? null) : null}
            />
          ))}
        </ul>
      </Section>
      <MoveList moves={lane.moves} />
    </div>
  );
}

/** Where the same documents and the plan behind the items are found. */
function WaysOn({ lane: { side, companyId, unitId, can } }: { lane: ReadinessView }) {
  const t = useTranslations("readiness.items");
  return (
    <span className={classes.waysOn}>
      {side === "startup" && <Link to="/documents">{t("ownDocuments")}</Link>}
      {side === "host" && <Link to={`/companies/${companyId}/documents`}>{t("companyDocuments")}</Link>}
      {can.planUnit && <Link to={`/pilots/readiness-plan?unit=${unitId}`}>{t("unitPlan")}</Link>}
    </span>
  );
}
