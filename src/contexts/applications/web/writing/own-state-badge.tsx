import { useTranslations } from "use-intl";
import { StateBadge, type Tone } from "#ui/state-badge.tsx";
import type { OwnApplicationRow } from "../../own-views.ts";

const tones: Record<OwnApplicationRow["state"] | NonNullable<OwnApplicationRow["outcome"]>, Tone> = {
  draft: "accent",
  submitted: "info",
  in_review: "info",
  decided: "idle",
  withdrawn: "idle",
  accepted: "good",
  waitlisted: "warn",
  declined: "idle",
};

/** How an application stands, in its applicant's words. */
export function OwnStateBadge({
  application: { state, outcome },
}: {
  application: Pick<OwnApplicationRow, "state" | "outcome">;
}) {
  const t = useTranslations("applications.writing.state");
  const shown = outcome ?? state;
  return <StateBadge tone={tones[shown]}>{t(shown)}</StateBadge>;
}
