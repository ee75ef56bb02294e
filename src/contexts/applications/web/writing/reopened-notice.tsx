import { Alert } from "@mantine/core";
import { IconMessageQuestion } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import type { OwnApplicationView } from "../../own-views.ts";
import { noteClasses } from "./note-classes.ts";

/** Why the writers have an application back, in the words of who gave it. */
export function ReopenedNotice({ application: { way, isReopened, clock } }: { application: OwnApplicationView }) {
  const t = useTranslations("writing.reopened");
  const last = way.findLast(({ kind }) => kind === "reopened" || kind === "askedBack");
  if (!isReopened || !last) return null;
  return (
    <Alert
      classNames={noteClasses}
      color="yellow"
      icon={<IconMessageQuestion size={20} />}
      title={t(last.kind === "reopened" ? "title" : "asked")}
      mb="md"
    >
      {last.words && <p dir="auto">{last.words}</p>}
      {clock.until && (
        <p>
          {t("until")} <DateText value={clock.until} />.
        </p>
      )}
    </Alert>
  );
}
