import { Button, Group, Textarea } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { isLocale, type Locale, localeNames, locales } from "#platform/i18n/locales.ts";
import { fillTemplate, readTemplate } from "#platform/template/template.ts";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { FormGrid } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextField } from "#ui/form/text-fields.tsx";
import { Section } from "#ui/section.tsx";
import { areParallel, partsOf } from "../../agreement/document.ts";
import { fieldNames, isList, listItems } from "../../agreement/fields.ts";
import { type AgreementTexts, languagesOf, type TemplateFault, templateFaults } from "../../agreement/template-text.ts";
import type { TemplateView } from "../../agreement-views.ts";
import classes from "./agreements.module.css";
import { DocumentText } from "./document-text.tsx";

/** Texts by language with the fields to pick from; mistakes are named while one writes. Published texts are shown filled only. */
export function TemplateEditor({ template, canWrite }: { template: TemplateView; canWrite: boolean }) {
  const t = useTranslations("agreements");
  const [texts, setTexts] = useState<AgreementTexts>(template.texts);
  const [shown, setShown] = useState<Locale[]>(() => {
    const own = languagesOf(template.texts);
    return own.length > 0 ? own : ["zh-CN", "en"];
  });
  const last = useRef<HTMLTextAreaElement | null>(null);
  const faults = templateFaults(template.kind, texts, template.rulingLang);
  const insert = (mark: string) => {
    const area = last.current;
    const lang = area?.lang;
    if (!area || !isLocale(lang)) return;
    const text = texts[lang] ?? "";
    setTexts({ ...texts, [lang]: text.slice(0, area.selectionStart) + mark + text.slice(area.selectionEnd) });
    area.focus();
  };
  if (!canWrite) return <Preview texts={texts} />;
  return (
    <>
      <div className={classes.editor}>
        <ActionForm intent="save" label={t("templates.text")} className={classes.source}>
          <input type="hidden" name="revision" value={template.revision} />
          <FormGrid columns={2}>
            <TextField name="name" label={t("templates.name")} defaultValue={template.name} required maxLength={120} />
            <SelectField
              name="rulingLang"
              label={t("templates.ruling")}
              choices={shown.map((value) => ({ value, label: localeNames[value] }))}
              defaultValue={template.rulingLang}
            />
          </FormGrid>
          {shown.map((lang) => (
            <Textarea
              key={lang}
              mt="md"
              name={`text-${lang}`}
              lang={lang}
              label={localeNames[lang]}
              description={t("templates.markup")}
              value={texts[lang] ?? ""}
              onChange={({ currentTarget }) => setTexts({ ...texts, [lang]: currentTarget.value })}
              onFocus={({ currentTarget }) => {
                last.current = currentTarget;
              }}
              rows={22}
              maxLength={60_000}
              spellCheck
            />
          ))}
          <AddLanguage shown={shown} onAdd={(lang) => setShown([...shown, lang])} />
          <Group mt="md">
            <SubmitButton variant="default">{t("templates.save")}</SubmitButton>
            <SubmitButton name="publish" value="on">
              {t("templates.publish")}
            </SubmitButton>
          </Group>
        </ActionForm>
        <aside className={classes.side}>
          <Faults faults={faults} />
          <FieldPicker onPick={insert} />
        </aside>
      </div>
      <Preview texts={texts} />
    </>
  );
}

function AddLanguage({ shown, onAdd }: { shown: readonly Locale[]; onAdd: (lang: Locale) => void }) {
  const t = useTranslations("agreements.templates");
  return (
    <Group mt="sm" gap="xs">
      {locales
        .filter((lang) => !shown.includes(lang))
        .map((lang) => (
          <Button key={lang} type="button" size="xs" variant="subtle" onClick={() => onAdd(lang)}>
            {t("addLanguage", { language: localeNames[lang] })}
          </Button>
        ))}
    </Group>
  );
}

function Faults({ faults }: { faults: readonly TemplateFault[] }) {
  const t = useTranslations("agreements");
  return (
    <section className={classes.panel} aria-live="polite">
      <h2>{t("templates.check")}</h2>
      {faults.length === 0 ? (
        <p className={classes.quiet}>{t("templates.noFaults")}</p>
      ) : (
        <ul className={classes.faults}>
          {faults.map((fault) => {
            const {
              field = "",
              lang = "",
              line = 0,
              meant = null,
            } = fault as {
              field?: string;
              lang?: string;
              line?: number;
              meant?: string | null;
            };
            const kind = fault.kind === "unknown" && meant ? "misspelt" : fault.kind;
            const values = { field, lang, line, meant: meant ?? "" };
            return <li key={`${kind} ${lang} ${line} ${field}`}>{t(`faults.${kind}`, values)}</li>;
          })}
        </ul>
      )}
    </section>
  );
}

function FieldPicker({ onPick }: { onPick: (mark: string) => void }) {
  const t = useTranslations("agreements");
  return (
    <section className={classes.panel}>
      <h2>{t("templates.fields")}</h2>
      <p className={classes.quiet}>{t("templates.fieldsHint")}</p>
      <ul className={classes.fieldList}>
        {fieldNames.map((name) => {
          const mark = isList(name)
            ? `{{#${name}}}\n- ${listItems[name].map((item) => `{{${item}}}`).join(" ")}\n{{/${name}}}`
            : `{{${name}}}`;
          return (
            <li key={name}>
              {t(`fields.${name}`)}
              <button type="button" onMouseDown={(event) => event.preventDefault()} onClick={() => onPick(mark)}>
                {isList(name) ? `{{#${name}}} … {{/${name}}}` : mark}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** The texts with every field named where its value will stand. */
function Preview({ texts }: { texts: AgreementTexts }) {
  const t = useTranslations("agreements");
  const readable = languagesOf(texts).filter((lang) => readTemplate(texts[lang]!).broken === null);
  const sample = Object.fromEntries(
    fieldNames.map((name) => [
      name,
      isList(name)
        ? [1, 2].map((at) =>
            Object.fromEntries(listItems[name].map((item) => [item, item === "position" ? `${at}` : `‹${item}›`])),
          )
        : `‹${t(`fields.${name}`)}›`,
    ]),
  );
  const languages = readable.map((lang) => ({ lang, parts: partsOf(fillTemplate(texts[lang]!, sample)) }));
  const isParallel = languages.length === 2 && areParallel(languages[0]!.parts, languages[1]!.parts);
  return (
    <Section title={t("templates.preview")} hint={t("templates.previewHint")}>
      <div className={classes.sheet}>
        <DocumentText languages={languages} isParallel={isParallel} />
      </div>
    </Section>
  );
}
