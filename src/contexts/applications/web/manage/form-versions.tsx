import { Alert, Button } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import { useState } from "react";
import { useRevalidator } from "react-router";
import { useLocale, useTranslations } from "use-intl";
import type { Locale } from "#platform/i18n/locales.ts";
import { DateText } from "#ui/dates.tsx";
import { Section } from "#ui/section.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import type { CallView, FormVersions } from "../../views.ts";
import { readWording } from "../../wording.ts";
import type { FormDoc } from "./form-doc.ts";
import classes from "./manage.module.css";
import { send } from "./send.ts";
import type { Editor } from "./use-editor.ts";

interface PublishFormProps {
  call: CallView;
  hasDraft: boolean;
  nextVersion: number;
  draftsTouched: number;
  faults: number;
  isEmpty: boolean;
  editor: Editor<FormDoc>;
}

/** Makes the draft what applicants are asked, and says whom that touches before it does. */
export function PublishForm({ call, hasDraft, nextVersion, draftsTouched, faults, isEmpty, editor }: PublishFormProps) {
  const t = useTranslations("calls.form");
  const save = useTranslations("calls.save");
  const { revalidate } = useRevalidator();
  const [problem, setProblem] = useState<string | null>(null);
  const publish = async () => {
    if (editor.hasChanges && !(await editor.save())) return;
    const answer = await send("POST", `/calls/${call.id}/form-versions`);
    setProblem(answer.outcome === "saved" ? null : "message" in answer ? answer.message : save(`state.${answer.outcome}`));
    await revalidate();
  };
  const isNew = hasDraft || editor.hasChanges;
  return (
    <Section title={t("publish")}>
      {problem && (
        <Alert color="red" variant="light" mb="sm" role="alert" icon={<IconAlertCircle size={18} />}>
          {problem}
        </Alert>
      )}
      <p className={classes.hint}>
        {isNew ? t("publishText", { version: nextVersion }) : isEmpty ? t("publishNothing") : t("upToDate")}{" "}
        {isNew && draftsTouched > 0 && <strong>{t("touches", { count: draftsTouched })}</strong>}
      </p>
      <Button onClick={() => void publish()} disabled={!isNew || faults > 0 || isEmpty}>
        {t("publishVersion", { version: nextVersion })}
      </Button>
      {faults > 0 && <p className={classes.faultNote}>{t("faultsLeft", { count: faults })}</p>}
    </Section>
  );
}

/** Every version with what it changed. */
export function FormVersionList({ versions }: Pick<FormVersions, "versions">) {
  const t = useTranslations("calls.form");
  if (versions.length === 0) return null;
  return (
    <Section title={t("versions")}>
      <ol className={classes.versions}>
        {versions.map((each, at) => (
          <li key={each.id}>
            <p className={classes.versionHead}>
              <strong>{t("version", { version: each.version })}</strong>
              <StateBadge
                tone={
                  each.publishedAt === null
                    ? "accent"
                    : versions.findIndex((one) => one.publishedAt !== null) === at
                      ? "good"
                      : "idle"
                }
              >
                {each.publishedAt === null ? t("drafted") : t("published")}
              </StateBadge>
              <span>
                <DateText value={each.publishedAt ?? each.createdAt} withTime />
                {each.writtenBy && ` · ${each.writtenBy}`} · {t("questions", { count: each.questions })}
              </span>
            </p>
            {each.version > 1 && <Differences version={each} />}
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Differences({ version: { added, removed, changed } }: { version: FormVersions["versions"][number] }) {
  const t = useTranslations("calls.form");
  const aspect = useTranslations("calls.form.aspect");
  const locale = useLocale() as Locale;
  const nameOf = ({ key, label }: { key: string; label: Record<string, string> }) => readWording(label, locale).text || key;
  if (added.length + removed.length + changed.length === 0) return <p className={classes.hint}>{t("noDifference")}</p>;
  return (
    <details open={added.length + removed.length + changed.length <= 6}>
      <summary>{t("differences", { added: added.length, removed: removed.length, changed: changed.length })}</summary>
      <ul className={classes.differences}>
        {added.map((field) => (
          <li key={field.key} data-kind="added">
            <span>+</span> {nameOf(field)}
          </li>
        ))}
        {removed.map((field) => (
          <li key={field.key} data-kind="removed">
            <span>−</span> <s>{nameOf(field)}</s>
          </li>
        ))}
        {changed.map((field) => (
          <li key={field.key} data-kind="changed">
            <span>~</span> {nameOf(field)}: {field.aspects.map((each) => aspect(each)).join(", ")}
          </li>
        ))}
      </ul>
    </details>
  );
}
