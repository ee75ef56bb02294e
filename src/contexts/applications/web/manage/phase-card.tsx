import { NativeSelect, Stack, Switch, TextInput } from "@mantine/core";
import { use } from "react";
import { useTranslations } from "use-intl";
import { Section } from "#ui/section.tsx";
import type { FormField } from "../../form/field.ts";
import { phaseKinds, sightMoments } from "../../review/phase.ts";
import { readWording } from "../../wording.ts";
import classes from "./manage.module.css";
import { MomentInput } from "./moment-input.tsx";
import type { PhaseDoc } from "./phases-doc.ts";
import { RowTools } from "./row-tools.tsx";
import { RubricTabs } from "./rubric-tabs.tsx";
import { errorAt } from "./section-props.ts";
import { WritingLanguage } from "./wording-input.tsx";

interface PhaseCardProps {
  phase: PhaseDoc;
  at: number;
  count: number;
  /** It has begun: what its scores mean stays. */
  isFixed: boolean;
  /** Questions that tell who applies. */
  identifying: FormField[];
  errors: Record<string, string>;
  onChange(phase: PhaseDoc): void;
  onMove(to: number): void;
  onRemove(): void;
}

/** One phase of review. */
export function PhaseCard({ phase, at, count, isFixed, identifying, errors, onChange, onMove, onRemove }: PhaseCardProps) {
  const t = useTranslations("calls.phases");
  const kindName = useTranslations("reviews.phase");
  const path = `phases.${at}`;
  const name = t("number", { number: at + 1, kind: kindName(phase.kind) });
  return (
    <li>
      <Section
        title={name}
        hint={isFixed ? t("begun") : t(`kindHint.${phase.kind}`)}
        actions={<RowTools name={name} at={at} count={count} onMove={onMove} onRemove={isFixed ? undefined : onRemove} />}
      >
        <Stack gap="md">
          <div className={classes.three}>
            <NativeSelect
              label={t("kindLabel")}
              data={phaseKinds.map((kind) => ({ value: kind, label: kindName(kind) }))}
              value={phase.kind}
              onChange={(event) => onChange({ ...phase, kind: event.currentTarget.value as PhaseDoc["kind"] })}
            />
            <MomentInput
              label={t("opens")}
              description={t("opensHint")}
              value={phase.opensAt}
              onChange={(opensAt) => onChange({ ...phase, opensAt })}
              error={errorAt(errors, `${path}.opensAt`)}
            />
            <MomentInput
              label={t("closes")}
              description={t("closesHint")}
              value={phase.closesAt}
              onChange={(closesAt) => onChange({ ...phase, closesAt })}
              error={errorAt(errors, `${path}.closesAt`)}
            />
          </div>
          <div className={classes.three}>
            <TextInput
              type="number"
              min={1}
              max={20}
              label={t("wanted")}
              description={t("wantedHint")}
              value={phase.reviewsWanted || ""}
              onChange={(event) => onChange({ ...phase, reviewsWanted: Number(event.currentTarget.value) })}
              error={errorAt(errors, `${path}.reviewsWanted`)}
            />
          </div>
          <Sight phase={phase} identifying={identifying} onChange={onChange} />
          <RubricTabs phase={phase} isFixed={isFixed} path={`${path}.rubrics`} errors={errors} onChange={onChange} />
        </Stack>
      </Section>
    </li>
  );
}

const sights = ["otherReviews", "otherScores", "reviewerNames"] as const;

/** Who sees what, and when. */
function Sight({ phase, identifying, onChange }: Pick<PhaseCardProps, "phase" | "identifying" | "onChange">) {
  const t = useTranslations("calls.phases");
  const { lang } = use(WritingLanguage);
  const hidden = identifying.map(({ label, key }) => readWording(label, lang).text || key);
  return (
    <fieldset className={classes.wordRows}>
      <legend>{t("sight")}</legend>
      <div className={classes.three}>
        {sights.map((sight) => (
          <NativeSelect
            key={sight}
            label={t(sight)}
            data={sightMoments.map((moment) => ({ value: moment, label: t(`moment.${moment}`) }))}
            value={phase[sight]}
            onChange={(event) => onChange({ ...phase, [sight]: event.currentTarget.value as PhaseDoc["otherReviews"] })}
          />
        ))}
      </div>
      <Switch
        mt="sm"
        label={t("blind")}
        description={hidden.length > 0 ? t("blindHides", { fields: hidden.join(", ") }) : t("blindHint")}
        checked={phase.isBlind}
        onChange={(event) => onChange({ ...phase, isBlind: event.currentTarget.checked })}
      />
    </fieldset>
  );
}
