import { Stack, Switch, TextInput } from "@mantine/core";
import { useTranslations } from "use-intl";
import { Section } from "#ui/section.tsx";
import classes from "./manage.module.css";
import { type CallSectionProps, errorAt } from "./section-props.ts";

const kinds = ["screening", "review", "waitlist"] as const;

/** What applicants may rely on; their clock runs by it. */
export function PromiseSection({ doc, set, errors }: CallSectionProps) {
  const t = useTranslations("calls.edit");
  return (
    <Section title={t("promise")} hint={t("promiseHint")} id="promise">
      <Stack gap="md">
        <div className={classes.three}>
          {kinds.map((kind) => (
            <TextInput
              key={kind}
              type="number"
              min={1}
              max={365}
              label={t(`days.${kind}`)}
              description={t(`daysHint.${kind}`)}
              rightSection={t("dayUnit")}
              rightSectionWidth={60}
              value={doc.promisedDays[kind] || ""}
              onChange={(event) => set("promisedDays", { ...doc.promisedDays, [kind]: Number(event.currentTarget.value) })}
              error={errorAt(errors, `promisedDays.${kind}`)}
            />
          ))}
        </div>
        <Switch
          label={t("part.sharesFeedback")}
          description={t("feedbackHint")}
          checked={doc.sharesFeedback}
          onChange={(event) => set("sharesFeedback", event.currentTarget.checked)}
        />
      </Stack>
    </Section>
  );
}
