import { Radio, Stack } from "@mantine/core";
import { useTimeZone, useTranslations } from "use-intl";
import { Section } from "#ui/section.tsx";
import classes from "./manage.module.css";
import { MomentInput } from "./moment-input.tsx";
import { type CallSectionProps, errorAt } from "./section-props.ts";

const moments = ["opensAt", "softDeadlineAt", "hardDeadlineAt"] as const;

/** From when to when applications are taken, by the clock of the base. */
export function DatesSection({ doc, set, errors }: CallSectionProps) {
  const t = useTranslations("calls.edit");
  const timeZone = useTimeZone() ?? "UTC";
  return (
    <Section title={t("dates")} hint={t("zone", { zone: timeZone })} id="dates">
      <Stack gap="md">
        <Radio.Group label={t("part.mode")} value={doc.mode} onChange={(mode) => set("mode", mode as typeof doc.mode)}>
          <Stack gap={6} mt={6}>
            <Radio value="window" label={t("window")} description={t("windowHint")} />
            <Radio value="rolling" label={t("rolling")} description={t("rollingHint")} />
          </Stack>
        </Radio.Group>
        <div className={classes.three}>
          {moments
            .filter((each) => doc.mode === "window" || each === "opensAt")
            .map((each) => (
              <MomentInput
                key={each}
                label={t(`part.${each}`)}
                description={t(`momentHint.${each}`)}
                value={doc[each]}
                onChange={(value) => set(each, value)}
                error={errorAt(errors, each)}
              />
            ))}
        </div>
      </Stack>
    </Section>
  );
}
