import { IconAlertTriangle, IconCloudCheck, IconCloudOff, IconCloudUpload, IconLogin2 } from "@tabler/icons-react";
import { useFormatter, useTranslations } from "use-intl";
import type { SaveStatus } from "./answer-store.ts";
import classes from "./writing.module.css";

const icons = {
  saved: IconCloudCheck,
  saving: IconCloudUpload,
  offline: IconCloudOff,
  signedOut: IconLogin2,
  refused: IconAlertTriangle,
};

/** Where what was typed stands, in one sentence. */
export function SaveLine({ status }: { status: SaveStatus }) {
  const Icon = icons[status.kind];
  return (
    <p className={classes.saveLine} data-kind={status.kind} role="status">
      <Icon size={17} aria-hidden />
      <span>
        <SaveWords status={status} />
      </span>
    </p>
  );
}

function SaveWords({ status }: { status: SaveStatus }) {
  const t = useTranslations("writing.save");
  const format = useFormatter();
  if (status.kind === "refused") return <>{t("refused", { sentence: status.sentence })}</>;
  if (status.kind !== "saved") return <>{t(status.kind)}</>;
  if (status.at === null) return <>{t("whole")}</>;
  return <>{t("saved", { time: format.dateTime(new Date(status.at), { hour: "2-digit", minute: "2-digit" }) })}</>;
}
