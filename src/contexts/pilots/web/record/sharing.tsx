import { IconCircleCheck, IconCircleDashed } from "@tabler/icons-react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { Section } from "#ui/section.tsx";
import type { PilotView } from "../../views.ts";
import classes from "./overview.module.css";

/** Whether the cloud partner reads along: both sides say so, either takes it back. */
export function SharingSection({ pilot: { id, version, side, sharing, can } }: { pilot: PilotView }) {
  const t = useTranslations("pilots.sharing");
  const own = side === "host" ? sharing.byHostAt : sharing.byStartupAt;
  const intent = own ? "unshare" : "share";
  return (
    <Section title={t("title")} hint={t(sharing.isShared ? "isOpen" : "isClosed")}>
      <ul className={classes.sides}>
        <SideSaid name={t("host")} at={sharing.byHostAt} />
        <SideSaid name={t("startup")} at={sharing.byStartupAt} />
      </ul>
      <p>
        <Link to={`/pilots/${id}/shared`}>{t("preview")}</Link>
      </p>
      {can.share && (
        <ActionForm intent={intent} label={t("title")}>
          <input type="hidden" name="version" value={version} />
          <SubmitButton variant="default">{t(intent)}</SubmitButton>
        </ActionForm>
      )}
    </Section>
  );
}

function SideSaid({ name, at }: { name: string; at: Date | null }) {
  const t = useTranslations("pilots.sharing");
  return (
    <li data-said={at !== null || undefined}>
      {at ? <IconCircleCheck size={17} aria-hidden /> : <IconCircleDashed size={17} aria-hidden />}
      <span>
        {name}: {at ? t("said") : t("notSaid")} {at && <DateText value={at} />}
      </span>
    </li>
  );
}
