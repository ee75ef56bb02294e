import { useTranslations } from "use-intl";
import { StateBadge, type Tone } from "#ui/state-badge.tsx";
import type { Outcome } from "../../application.ts";

export const outcomeTone: Record<Outcome, Tone> = { accepted: "good", waitlisted: "warn", declined: "idle" };

export function OutcomeBadge({ outcome }: { outcome: Outcome }) {
  const t = useTranslations("decisions.outcome");
  return <StateBadge tone={outcomeTone[outcome]}>{t(outcome)}</StateBadge>;
}
