import { useTranslations } from "use-intl";
import { StateBadge, type Tone } from "#ui/state-badge.tsx";
import type { AgreementState } from "../../agreement/agreement.ts";
import type { TemplateView } from "../../agreement-views.ts";

const tones: Record<AgreementState, Tone> = { drafted: "idle", sent: "accent", signed: "good", withdrawn: "bad" };

export function AgreementStateBadge({ state, supersededAt }: { state: AgreementState; supersededAt: Date | null }) {
  const t = useTranslations("agreements.state");
  if (supersededAt) return <StateBadge tone="idle">{t("superseded")}</StateBadge>;
  return <StateBadge tone={tones[state]}>{t(state)}</StateBadge>;
}

export function TemplateBadge({ publishedAt, retiredAt }: Pick<TemplateView, "publishedAt" | "retiredAt">) {
  const t = useTranslations("agreements.templates");
  if (retiredAt) return <StateBadge tone="idle">{t("retired")}</StateBadge>;
  return publishedAt ? <StateBadge tone="good">{t("inUse")}</StateBadge> : <StateBadge tone="info">{t("draft")}</StateBadge>;
}
