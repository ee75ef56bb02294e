import { Button } from "@mantine/core";
import { useLocale, useTranslations } from "use-intl";
import { ActionForm, useIsBusy } from "#ui/form/action-form.tsx";
import { FormActions } from "#ui/form/form-grid.tsx";
import { TextField } from "#ui/form/text-fields.tsx";
import { Section } from "#ui/section.tsx";
import { languageName } from "../countries.ts";
import type { ImportView } from "../import/schema.ts";
import { type Target, targets } from "../import/targets.ts";
import classes from "./import.module.css";

const shownSamples = 3;

/** Which column becomes what, with the first cells of each; saved, tried or imported from here. */
export function ImportMapping({ view }: { view: ImportView }) {
  const t = useTranslations("companiesImport");
  const label = useTargetLabel();
  const mapped = view.columns.filter(({ target }) => target !== null).length;
  return (
    <Section title={t("detail.mapping")} hint={t("detail.mappingHint", { mapped, rest: view.columns.length - mapped })} flush>
      <ActionForm>
        <div className={classes.source}>
          <TextField name="source" label={t("source")} defaultValue={view.source} maxLength={100} required />
        </div>
        <div className={classes.scroll}>
          <table className={classes.mapping}>
            <thead>
              <tr>
                <th scope="col">{t("detail.column")}</th>
                <th scope="col">{t("detail.target")}</th>
                <th scope="col">{t("detail.samples")}</th>
              </tr>
            </thead>
            <tbody>
              {view.columns.map(({ column, target }, index) => (
                <tr key={column} data-mapped={target !== null || undefined}>
                  <th scope="row">
                    {column}
                    <input type="hidden" name="column" value={column} />
                  </th>
                  <td>
                    <select name="target" defaultValue={target ?? ""} aria-label={`${t("detail.target")}: ${column}`}>
                      <option value="">{t("notImported")}</option>
                      {targets.map((choice) => (
                        <option key={choice} value={choice}>
                          {label(choice)}
                        </option>
                      ))}
                    </select>
                  </td>
                  <td className={classes.samples}>
                    {view.preview.slice(0, shownSamples).map(({ number, cells }) => (
                      <span key={number} dir="auto">
                        {cells[index] || "–"}
                      </span>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <div className={classes.foot}>
          <FormActions>
            <IntentButtons />
          </FormActions>
        </div>
      </ActionForm>
    </Section>
  );
}

function IntentButtons() {
  const t = useTranslations("companiesImport.detail");
  const isBusy = useIsBusy();
  return (
    <>
      <Button type="submit" name="intent" value="save" variant="subtle" disabled={isBusy}>
        {t("save")}
      </Button>
      <Button type="submit" name="intent" value="dry-run" variant="default" disabled={isBusy} title={t("dryRunHint")}>
        {t("dryRun")}
      </Button>
      <Button type="submit" name="intent" value="run" loading={isBusy}>
        {t("run")}
      </Button>
    </>
  );
}

function useTargetLabel(): (target: Target) => string {
  const t = useTranslations("companiesImport");
  const locale = useLocale();
  return (target) => {
    const [base, language] = target.split(".") as [Extract<Target, "name" | "oneLiner" | "description">, string | undefined];
    return language
      ? t("targetIn", { target: t(`targets.${base}`), language: languageName(language, locale) })
      : t(`targets.${base}`);
  };
}
