import { Button, Checkbox, Stack, TextInput } from "@mantine/core";
import { IconMinus, IconPlus } from "@tabler/icons-react";
import { useFormatter, useTranslations } from "use-intl";
import type { Criterion } from "../../review/rubric.ts";
import classes from "./manage.module.css";
import { RowTools, replaced } from "./row-tools.tsx";
import { WordingInput } from "./wording-input.tsx";

interface CriterionCardProps {
  criterion: Criterion;
  /** Percent of the whole. */
  share: number;
  at: number;
  count: number;
  isFixed: boolean;
  onChange(criterion: Criterion): void;
  onMove(to: number): void;
  onRemove(): void;
}

/** One criterion: what is judged, how much it weighs, and what each score means. */
export function CriterionCard({ criterion, share, at, count, isFixed, onChange, onMove, onRemove }: CriterionCardProps) {
  const t = useTranslations("calls.phases");
  const format = useFormatter();
  const name = t("criterion", { number: at + 1 });
  return (
    <li className={classes.card}>
      <div className={classes.cardHead}>
        <strong>{name}</strong>
        {!isFixed && (
          <RowTools name={name} at={at} count={count} onMove={onMove} onRemove={count > 1 ? onRemove : undefined} isSmall />
        )}
      </div>
      <Stack gap="xs">
        <div className={classes.weighted}>
          <WordingInput
            label={t("criterionLabel")}
            value={criterion.label}
            onChange={(label) => onChange({ ...criterion, label })}
            longest={120}
            required
          />
          <TextInput
            type="number"
            min={1}
            max={100}
            label={t("weight")}
            value={criterion.weight || ""}
            disabled={isFixed}
            rightSection={t("share", { share: format.number(share, { maximumFractionDigits: 0 }) })}
            rightSectionWidth={64}
            onChange={(event) => onChange({ ...criterion, weight: Number(event.currentTarget.value) })}
          />
        </div>
        <WordingInput
          label={t("criterionHelp")}
          value={criterion.help}
          onChange={(help) => onChange({ ...criterion, help })}
          longest={1000}
          lines={1}
        />
        <Anchors criterion={criterion} isFixed={isFixed} onChange={onChange} />
        <Checkbox
          label={t("mayAbstain")}
          checked={criterion.mayAbstain}
          disabled={isFixed}
          onChange={(event) => onChange({ ...criterion, mayAbstain: event.currentTarget.checked })}
        />
      </Stack>
    </li>
  );
}

/** What each score means, from the lowest to the highest, so that two jurors mean the same by a four. */
function Anchors({ criterion, isFixed, onChange }: Pick<CriterionCardProps, "criterion" | "isFixed" | "onChange">) {
  const t = useTranslations("calls.phases");
  const { anchors } = criterion;
  const set = (next: typeof anchors) => onChange({ ...criterion, anchors: next });
  return (
    <fieldset className={classes.wordRows}>
      <legend>{t("anchors")}</legend>
      <ol className={classes.anchors}>
        {anchors.map((anchor, at) => (
          <li key={at}>
            <span aria-hidden>{at + 1}</span>
            <WordingInput
              label={t("score", { score: at + 1 })}
              size="xs"
              value={anchor}
              onChange={(words) => set(replaced(anchors, at, words))}
              longest={300}
            />
          </li>
        ))}
      </ol>
      {!isFixed && (
        <div className={classes.row}>
          <Button
            variant="subtle"
            size="xs"
            leftSection={<IconPlus size={15} />}
            disabled={anchors.length >= 10}
            onClick={() => set([...anchors, {}])}
          >
            {t("moreScores")}
          </Button>
          <Button
            variant="subtle"
            size="xs"
            color="gray"
            leftSection={<IconMinus size={15} />}
            disabled={anchors.length <= 2}
            onClick={() => set(anchors.slice(0, -1))}
          >
            {t("fewerScores")}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
