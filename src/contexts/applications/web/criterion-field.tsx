import { Input } from "@mantine/core";
import { useTranslations } from "use-intl";
import { useField } from "#ui/form/action-form.tsx";
import type { Criterion } from "../review/rubric.ts";
import { usePercent, useWording } from "./review-words.tsx";
import classes from "./reviews.module.css";

/** A criterion: every score with what it means, the best last; one that cannot be judged may be left open. */
export function CriterionField({
  criterion: { key, label, help, anchors, mayAbstain },
  share,
  given,
}: {
  criterion: Criterion;
  share: number;
  given: number | null | undefined;
}) {
  const t = useTranslations("reviews");
  const word = useWording();
  const percent = usePercent();
  const name = `scores.${key}`;
  const { error, kept } = useField(name);
  const chosen = (kept as string | undefined) ?? (given === null ? (mayAbstain ? "abstain" : "") : String(given ?? ""));
  const explained = word(help);
  return (
    <fieldset className={classes.criterion} aria-invalid={error ? true : undefined}>
      <legend>
        {word(label)} <small>{percent(share)}</small>
      </legend>
      {explained && <p className={classes.criterionHelp}>{explained}</p>}
      <div className={classes.scale}>
        {anchors.map((anchor, at) => (
          <label key={`${at + 1}`} className={classes.anchor}>
            <input type="radio" name={name} value={at + 1} defaultChecked={chosen === String(at + 1)} />
            <b>{at + 1}</b>
            <span>{word(anchor)}</span>
          </label>
        ))}
        {mayAbstain && (
          <label className={classes.anchor}>
            <input type="radio" name={name} value="abstain" defaultChecked={chosen === "abstain"} />
            <b>–</b>
            <span>{t("abstain")}</span>
          </label>
        )}
      </div>
      {error && <Input.Error mt={4}>{error}</Input.Error>}
    </fieldset>
  );
}
