import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Rubric } from "../../review/rubric.ts";
import { CriterionCard } from "./criterion-card.tsx";
import classes from "./manage.module.css";
import { newCriterion, type PhaseDoc, type RubricRole, rubricRoles, shareOf } from "./phases-doc.ts";
import { moved, replaced } from "./row-tools.tsx";
import { errorAt } from "./section-props.ts";

interface RubricTabsProps {
  phase: PhaseDoc;
  isFixed: boolean;
  path: string;
  errors: Record<string, string>;
  onChange(phase: PhaseDoc): void;
}

/** The rubric of a phase; a role may have one of its own. */
export function RubricTabs({ phase, isFixed, path, errors, onChange }: RubricTabsProps) {
  const t = useTranslations("calls.phases");
  const [role, setRole] = useState<RubricRole>("default");
  const rubric = phase.rubrics[role];
  const set = (next: Rubric | undefined) => {
    const { [role]: _, ...others } = phase.rubrics;
    onChange({ ...phase, rubrics: (next ? { ...others, [role]: next } : others) as PhaseDoc["rubrics"] });
  };
  const error = errorAt(errors, `${path}.${role}`);
  return (
    <fieldset className={classes.wordRows}>
      <legend>{t("rubric")}</legend>
      <div className={classes.stages} role="radiogroup" aria-label={t("rubricFor")}>
        {rubricRoles.map((each) => (
          <label key={each} data-chosen={each === role || undefined}>
            <input type="radio" name={`${path}-role`} checked={each === role} onChange={() => setRole(each)} />
            {t(`role.${each}`)}
            {each !== "default" && phase.rubrics[each] && <span className={classes.mark}>{t("own")}</span>}
          </label>
        ))}
      </div>
      {error && (
        <p className={classes.faultNote} role="alert">
          {error}
        </p>
      )}
      {rubric ? (
        <Criteria rubric={rubric} isFixed={isFixed} onChange={set} />
      ) : (
        <div className={classes.row}>
          <p className={classes.hint}>{t("usesDefault")}</p>
          <Button variant="default" size="xs" disabled={isFixed} onClick={() => set(structuredClone(phase.rubrics.default))}>
            {t("makeOwn")}
          </Button>
        </div>
      )}
      {rubric && role !== "default" && !isFixed && (
        <Button variant="subtle" color="red" size="xs" mt="xs" onClick={() => set(undefined)}>
          {t("dropOwn")}
        </Button>
      )}
    </fieldset>
  );
}

function Criteria({ rubric, isFixed, onChange }: { rubric: Rubric; isFixed: boolean; onChange(rubric: Rubric): void }) {
  const t = useTranslations("calls.phases");
  return (
    <>
      <ol className={classes.rows}>
        {rubric.map((criterion, at) => (
          <CriterionCard
            key={criterion.key}
            criterion={criterion}
            share={shareOf(criterion, rubric)}
            at={at}
            count={rubric.length}
            isFixed={isFixed}
            onChange={(next) => onChange(replaced(rubric, at, next))}
            onMove={(to) => onChange(moved(rubric, at, to))}
            onRemove={() => onChange(rubric.toSpliced(at, 1))}
          />
        ))}
      </ol>
      {!isFixed && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={15} />}
          disabled={rubric.length >= 20}
          onClick={() => onChange([...rubric, newCriterion(rubric)])}
        >
          {t("addCriterion")}
        </Button>
      )}
    </>
  );
}
