import {
  IconArrowBackUp,
  IconCircleCheck,
  IconFileText,
  IconMessageQuestion,
  IconPencil,
  IconSearch,
  IconSend,
  IconX,
} from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { Section } from "#ui/section.tsx";
import type { Tone } from "#ui/state-badge.tsx";
import { Timeline } from "#ui/timeline.tsx";
import type { WayStep } from "../../own-views.ts";

const looks: Record<WayStep["kind"], { icon: typeof IconSend; tone: Tone }> = {
  begun: { icon: IconPencil, tone: "idle" },
  submitted: { icon: IconSend, tone: "good" },
  handedInAgain: { icon: IconFileText, tone: "good" },
  inReview: { icon: IconSearch, tone: "info" },
  askedBack: { icon: IconMessageQuestion, tone: "accent" },
  reopened: { icon: IconArrowBackUp, tone: "accent" },
  withdrawn: { icon: IconX, tone: "idle" },
  decided: { icon: IconCircleCheck, tone: "info" },
};

/** Everything that happened to the application, the newest first. */
export function WaySection({ way }: { way: WayStep[] }) {
  const t = useTranslations("writing.way");
  const entries = way.map(({ kind, at, words }, index) => {
    const { icon: Icon, tone } = looks[kind];
    return {
      id: String(index),
      icon: <Icon size={15} />,
      tone,
      title: t(kind),
      at,
      body: words && <span dir="auto">{words}</span>,
    };
  });
  return (
    <Section title={t("title")}>
      <Timeline entries={entries.toReversed()} />
    </Section>
  );
}
