import { Button } from "@mantine/core";
import { IconArrowMerge, IconCircleCheck } from "@tabler/icons-react";
import { Link } from "react-router";
import { useFormatter, useTranslations } from "use-intl";
import { formObject, parse } from "#platform/parse.ts";
import { EmptyState } from "#ui/empty-state.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Section } from "#ui/section.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import { ctxOf } from "#web/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { keepApart } from "../commands/decide-duplicate.ts";
import { mergeCompanies } from "../commands/merge-companies.ts";
import { type DuplicateView, duplicateQuery, listDuplicates } from "../queries/list-duplicates.ts";
import { mergeInput, profileColumns } from "../schema.ts";
import type { Route } from "./+types/duplicates";
import classes from "./companies.module.css";
import { PairForm } from "./pair-form.tsx";
import { useCompanyWords } from "./words.ts";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  const cursor = new URL(request.url).searchParams.get("after") ?? undefined;
  return page(
    ctx,
    async () => ({
      ...(await listDuplicates(ctx, parse(duplicateQuery, { limit: 1, cursor }))),
      isSkipped: cursor !== undefined,
    }),
    request,
  );
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  const next = `/companies/duplicates${new URL(request.url).search.replace(/[?&]index/, "")}`;
  return submission(
    ctx,
    async () => {
      const suggestionId = String(form.get("suggestionId"));
      if (form.get("intent") === "different") {
        await keepApart(ctx, suggestionId);
        const undo = { action: "/companies/undo", fields: { kind: "difference", id: suggestionId } };
        return redirectWithNotice(ctx, next, { messageKey: "companies.notices.keptApart", undo });
      }
      const { mergeId } = await mergeCompanies(ctx, String(form.get("survivingId")), parse(mergeInput, choiceOf(form)));
      const undo = { action: "/companies/undo", fields: { kind: "merge", id: mergeId } };
      return redirectWithNotice(ctx, next, { messageKey: "companies.notices.merged", undo });
    },
    form,
  );
}

/** `column=<id of the record it is taken from>` for each column the person chose between. */
function choiceOf(form: FormData) {
  const survivingId = form.get("survivingId");
  const ids = [form.get("leftId"), form.get("rightId")];
  const absorbedId = ids.find((id) => id !== survivingId);
  return {
    ...formObject(form),
    absorbedId,
    fromAbsorbed: profileColumns.filter((column) => form.get(`take.${column}`) === absorbedId),
  };
}

export default function Duplicates({ loaderData: { items, cursor, total, isSkipped } }: Route.ComponentProps) {
  const t = useTranslations("companies.duplicates");
  const [pair] = items;
  return (
    <>
      <title>{t("title")}</title>
      <PageHeader
        crumbs={[{ label: t("companies"), to: "/companies" }]}
        title={t("title")}
        badge={total ? <StateBadge tone="accent">{t("open", { count: total })}</StateBadge> : undefined}
        lead={t("lead")}
        actions={
          cursor && (
            <Button component={Link} to={`?after=${cursor}`} variant="default">
              {t("skip")}
            </Button>
          )
        }
      />
      {pair ? <Pair key={pair.id} pair={pair} /> : <Done isSkipped={isSkipped} />}
    </>
  );
}

function Done({ isSkipped }: { isSkipped: boolean }) {
  const t = useTranslations("companies.duplicates");
  return (
    <EmptyState
      order={2}
      icon={isSkipped ? <IconArrowMerge size={26} /> : <IconCircleCheck size={26} />}
      title={isSkipped ? t("lastSkipped") : t("none")}
      text={isSkipped ? t("lastSkippedText") : t("noneText")}
      action={
        isSkipped && (
          <Button component={Link} to="/companies/duplicates">
            {t("fromStart")}
          </Button>
        )
      }
    />
  );
}

function Pair({ pair }: { pair: DuplicateView }) {
  const t = useTranslations("companies.duplicates");
  const format = useFormatter();
  const words = useCompanyWords();
  const told = (kind: string, detail: string) =>
    kind === "same_country" ? words.country(detail) : kind === "same_city" ? words.city(detail) : detail;
  return (
    <div className={classes.stack}>
      <Section title={t("reasonsTitle", { percent: format.number(Math.min(pair.score, 0.99), { style: "percent" }) })}>
        <ul className={classes.reasons}>
          {pair.reasons.map(({ kind, weight, detail }) => (
            <li key={`${kind} ${detail}`}>
              <StateBadge tone={weight > 0 ? "good" : "bad"} quiet>
                {t.has(`reasons.${kind as "same_name"}`)
                  ? t(`reasons.${kind as "same_name"}`, { detail: told(kind, detail) })
                  : kind}
              </StateBadge>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t("sideBySide")} hint={pair.can.decide ? t("hint") : undefined}>
        <PairForm pair={pair} />
      </Section>
    </div>
  );
}
