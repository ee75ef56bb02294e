import { useLocale, useTranslations } from "use-intl";
import type { Field, Topic } from "#contexts/companies/fields.ts";
import { DateText } from "#ui/dates.tsx";
import { StateBadge, type Tone } from "#ui/state-badge.tsx";
import type { NeedState } from "../need.ts";
import type { ResponseClock } from "../response-clock.ts";

const toneOf: Record<NeedState, Tone> = {
  draft: "idle",
  confirmed: "accent",
  open: "info",
  shortlisted: "info",
  piloting: "warn",
  solved: "good",
  closed: "idle",
};

export function NeedStateBadge({ state }: { state: NeedState }) {
  const t = useTranslations("needs");
  return <StateBadge tone={toneOf[state]}>{t(`state.${state}`)}</StateBadge>;
}

/** Whose turn it is and until when, in one line; `short` where a heading already says what it is about. */
export function ClockText({ clock, short = false }: { clock: ResponseClock; short?: boolean }) {
  const t = useTranslations("needs.clock");
  if (clock.turn === "nobody") return <span>{t(short ? "nobodyShort" : "nobody")}</span>;
  return (
    <span style={clock.isOverdue ? { color: "var(--jq-bad-text)" } : undefined}>
      {t(short ? `${clock.turn}Short` : clock.turn)}
      {clock.until && (
        <>
          {" · "}
          {clock.isOverdue ? t("overdueSince") : t("until")} <DateText value={clock.until} />
        </>
      )}
    </span>
  );
}

/** A name in the reader's language where there is one. */
export function useUnitName() {
  const locale = useLocale();
  return ({ name, names }: { name: string; names?: Record<string, string> }): string => names?.[locale] ?? name;
}

export function useTaxonomy() {
  const t = useTranslations("taxonomy");
  return {
    field: (field: string): string => t(`fields.${field as Field}`),
    topic: (topic: string): string => t(`topics.${topic as Topic}`),
  };
}

/** A title as people gave it, or a word for its absence. */
export function NeedTitle({ title, lang }: { title: string; lang?: string }) {
  const t = useTranslations("needs");
  return title === "" ? <em>{t("untitled")}</em> : <bdi lang={lang}>{title}</bdi>;
}
