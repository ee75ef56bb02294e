import { useFormatter, useLocale, useTranslations } from "use-intl";
import { countryName } from "#contexts/companies/countries.ts";
import type { Field } from "#contexts/companies/fields.ts";
import type { Locale } from "#platform/i18n/locales.ts";
import { DateText } from "#ui/dates.tsx";
import type { Column } from "#ui/list/data-table.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import { type ApplicationColumn, applicationColumns } from "../application-columns.ts";
import type { ApplicationRowView } from "../list-views.ts";
import { readWording } from "../wording.ts";
import { StandingText } from "./standing.tsx";

type Cell = Omit<Column<ApplicationRowView>, "id" | "hidden">;

/** The columns of the list, as its exports know them. */
export function useApplicationColumns(): Column<ApplicationRowView>[] {
  const facts = useFactCells();
  const review = useReviewCells();
  const cells: Record<ApplicationColumn, Cell> = { ...facts, ...review };
  return applicationColumns.map(({ id, isHidden }) => ({ id, hidden: isHidden, ...cells[id] }));
}

function useFactCells() {
  const t = useTranslations("applications.list");
  const taxonomy = useTranslations("taxonomy.fields");
  const locale = useLocale() as Locale;
  return {
    firm: {
      label: t("firm"),
      sort: "firm",
      width: "26%",
      cell: ({ firmName, reference }) => firmName ?? t("blind", { reference }),
    },
    reference: { label: t("reference"), cell: ({ reference }) => reference, minor: true },
    call: { label: t("call"), cell: ({ call }) => readWording(call.title, locale).text, minor: true },
    stage: { label: t("stage"), cell: ({ stage }) => t("stageOf", { stage: String(stage) }) },
    track: { label: t("track"), cell: ({ track }) => track && readWording(track.label, locale).text },
    field: { label: t("field"), cell: ({ field }) => field && taxonomy(field as Field) },
    country: { label: t("country"), cell: ({ country }) => country && countryName(country, locale) },
    responsible: { label: t("responsible"), cell: ({ responsible }) => responsible?.name },
    submitted: {
      label: t("submitted"),
      sort: "submitted",
      sortDescendingFirst: true,
      cell: ({ submittedAt }) => <DateText value={submittedAt} />,
    },
  } satisfies Partial<Record<ApplicationColumn, Cell>>;
}

function useReviewCells() {
  const t = useTranslations("applications.list");
  const words = useTranslations("applications.writing");
  const format = useFormatter();
  return {
    state: {
      label: t("state"),
      cell: ({ state, outcome, isLate }) => (
        <>
          <StateBadge tone={toneOf({ state, outcome })}>{words(`state.${outcome ?? state}`)}</StateBadge>{" "}
          {isLate && (
            <StateBadge tone="warn" quiet>
              {t("late")}
            </StateBadge>
          )}
        </>
      ),
    },
    reviews: {
      label: t("reviews"),
      align: "end",
      cell: ({ reviews }) =>
        reviews.asked === 0 ? null : `${format.number(reviews.handedIn)} / ${format.number(reviews.asked)}`,
    },
    standing: {
      label: t("standing"),
      align: "end",
      sort: "score",
      sortDescendingFirst: true,
      cell: ({ standing }) => standing && <StandingText standing={standing} />,
    },
    due: {
      label: t("due"),
      sort: "due",
      cell: ({ clock }) =>
        clock.until && (
          <StateBadge tone={clock.isOverdue ? "bad" : clock.turn === "applicant" ? "idle" : "info"} quiet>
            {t(`turns.${clock.turn}`)} · <DateText value={clock.until} />
          </StateBadge>
        ),
    },
  } satisfies Partial<Record<ApplicationColumn, Cell>>;
}

function toneOf({ state, outcome }: Pick<ApplicationRowView, "state" | "outcome">) {
  if (outcome === "accepted") return "good";
  if (outcome === "waitlisted") return "warn";
  if (state === "in_review") return "info";
  return state === "submitted" ? "accent" : "idle";
}
