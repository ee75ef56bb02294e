import { Button } from "@mantine/core";
import { IconGavel, IconMailForward } from "@tabler/icons-react";
import { useState } from "react";
import { data, Link, useSearchParams } from "react-router";
import { useTranslations } from "use-intl";
import { newId } from "#platform/ids.ts";
import { formObject, parse } from "#platform/parse.ts";
import { EmptyState } from "#ui/empty-state.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { decideMany } from "../../commands/decide-many.ts";
import { orderWaitingList } from "../../commands/waiting-list.ts";
import { decisionsAsked, decisionsMade, decisionTableQuery, waitingListInput } from "../../decision-schema.ts";
import { listOtherCalls } from "../../queries/decision-desk.ts";
import { getDecisionTable } from "../../queries/decision-table.ts";
import { previewDecisions } from "../../queries/preview-decisions.ts";
import type { Route } from "./+types/decisions";
import { PreviewForm } from "./decision-preview.tsx";
import { Results } from "./decision-results.tsx";
import { DecisionRows } from "./decision-rows.tsx";
import classes from "./decisions.module.css";
import { stepped, WaitingOrder } from "./waiting-order.tsx";
import { WantedFields } from "./wanted-fields.tsx";
import { madeOfForm, wantedOfForm } from "./wanted-of-form.ts";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  const query = { stage: new URL(request.url).searchParams.get("stage") ?? undefined };
  return page(
    ctx,
    async () => ({
      ...(await getDecisionTable(ctx, params.slug!, parse(decisionTableQuery, query))),
      otherCalls: await listOtherCalls(ctx, params.slug!),
    }),
    request,
  );
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  const slug = params.slug!;
  return submission(
    ctx,
    async () => {
      const input = formObject(form);
      if (input.intent === "order") {
        const { applicationIds } = parse(waitingListInput, { applicationIds: input.order });
        await orderWaitingList(ctx, slug, stepped(applicationIds, input));
        return redirectWithNotice(ctx, `/calls/${slug}/decisions?stage=waitlisted`, { messageKey: "decisions.order.done" });
      }
      if (input.intent === "decide")
        return data({ results: await decideMany(ctx, slug, parse(decisionsMade, madeOfForm(input))) });
      const asked = parse(decisionsAsked, wantedOfForm(input));
      return data({ previews: await previewDecisions(ctx, slug, asked), batchId: newId() });
    },
    form,
  );
}

/** Many applications of a call, the best first: chosen, decided alike, and nothing sent before every letter was seen. */
export default function Decisions({ loaderData, actionData, params }: Route.ComponentProps) {
  const t = useTranslations("decisions");
  const answer = actionData as { previews?: never; batchId?: string; results?: never } | undefined;
  const { rows } = loaderData;
  if (answer?.previews && answer.batchId)
    return (
      <Section title={t("preview.title")} plain>
        <PreviewForm key={answer.batchId} previews={answer.previews} batchId={answer.batchId} />
      </Section>
    );
  return (
    <>
      {answer?.results && <Results results={answer.results} />}
      <Stages stages={loaderData.stages} slug={params.slug!} />
      <Choosing key={rows.map(({ id }) => id).join()} {...loaderData} />
    </>
  );
}

function Stages({ stages, slug }: { stages: Route.ComponentProps["loaderData"]["stages"]; slug: string }) {
  const t = useTranslations("decisions");
  const [params] = useSearchParams();
  const current = params.get("stage") ?? "open";
  const ids = params.get("ids");
  return (
    <nav className={classes.stages} aria-label={t("table.stages")}>
      {stages.map(({ stage, count }) => (
        <Link
          key={stage}
          to={`/calls/${slug}/decisions?${new URLSearchParams({ stage, ...(ids && { ids }) })}`}
          aria-current={stage === current ? "page" : undefined}
          data-urgent={(stage === "waitsForUs" && count > 0) || undefined}
        >
          {t(`stage.${stage}`)} <span>{count}</span>
        </Link>
      ))}
      <Button
        component={Link}
        to={`/calls/${slug}/letters`}
        variant="default"
        size="xs"
        leftSection={<IconMailForward size={15} />}
      >
        {t("letters.title")}
      </Button>
    </nav>
  );
}

function Choosing({ rows, otherCalls }: Route.ComponentProps["loaderData"]) {
  const t = useTranslations("decisions");
  const [params] = useSearchParams();
  const stage = params.get("stage") ?? "open";
  const asked = (params.get("ids") ?? "").split(",").filter(Boolean);
  const elsewhere = asked.filter((id) => !rows.some((row) => row.id === id)).length;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(rows.map(({ id }) => id).filter((id) => asked.includes(id))),
  );
  if (rows.length === 0)
    return <EmptyState icon={<IconGavel size={26} />} title={t("table.none")} text={t("table.noneText")} order={2} />;
  const hasTheirs = rows.some(({ proposals }) => proposals.some(({ isOurs }) => !isOurs));
  return (
    <>
      {elsewhere > 0 && <p role="status">{t("table.elsewhere", { count: elsewhere })}</p>}
      <ActionForm intent="preview" label={t("table.title")}>
        <div className={classes.choosing}>
          <Section title={t("table.title")} hint={t("table.hint")} flush>
            <DecisionRows rows={rows} chosen={chosen} onChoose={setChosen} />
          </Section>
          <aside className={classes.panel}>
            <h2>{t("table.decide", { count: chosen.size })}</h2>
            <WantedFields
              otherCalls={otherCalls}
              mayAgree={hasTheirs}
              isCorrection={stage === "decided"}
              hasOnlyReview={stage !== "decided"}
            />
            <SubmitButton fullWidth mt="md" disabled={chosen.size === 0}>
              {t("table.preview", { count: chosen.size })}
            </SubmitButton>
          </aside>
        </div>
      </ActionForm>
      {stage === "waitlisted" && <WaitingOrder rows={rows} />}
    </>
  );
}
