import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { allow } from "#platform/errors.ts";
import type { Locale } from "#platform/i18n/locales.ts";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { untranslatedParts } from "../../call-texts.ts";
import type { FormField } from "../../form/field.ts";
import { type Form, faultsOf } from "../../form/form.ts";
import { getCallForms, listFormVersions } from "../../queries/call-forms.ts";
import { getCall } from "../../queries/get-call.ts";
import { readWording } from "../../wording.ts";
import type { Route } from "./+types/form-builder";
import { BuilderList } from "./builder-list.tsx";
import { docOfFields, fieldOfPart, fieldsOfDoc, sendForm, storedForm } from "./form-doc.ts";
import { FormPreview } from "./form-preview.tsx";
import { FormVersionList, PublishForm } from "./form-versions.tsx";
import classes from "./manage.module.css";
import { EditorNotices, SaveBar } from "./save-bar.tsx";
import { useEditor } from "./use-editor.ts";
import { LanguageBar, WritingLanguage } from "./wording-input.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      const call = await getCall(ctx, params.slug);
      allow(call.can.revise);
      const [forms, { versions, draftsTouched }] = [await getCallForms(ctx, call.id), await listFormVersions(ctx, call.id)];
      return { call, forms, versions, draftsTouched, personId: ctx.actor.personId! };
    },
    request,
  );
}

/** What applicants are asked: questions on one side, how they look on the other, and the versions below. */
export default function FormBuilder({ loaderData: { call, forms, versions, draftsTouched, personId } }: Route.ComponentProps) {
  const t = useTranslations("calls.form");
  const locale = useLocale() as Locale;
  const editor = useEditor({
    subject: `form:${call.id}`,
    personId,
    stored: storedForm(forms),
    send: (doc, base) => sendForm(call.id, doc, base),
    isAutosaved: true,
  });
  const fields = fieldsOfDoc(editor.doc);
  const langs = call.langs as Locale[];
  const [lang, setLang] = useState<Locale>(langs.includes(locale) ? locale : (langs[0] ?? locale));
  const setFields = (next: Form) => editor.change(() => docOfFields(next));
  const faults = faultsOf(fields, langs);
  const nameOfField = (field: FormField) => readWording(field.label, locale).text || field.key;
  const nameOfPart = (part: string) => {
    const field = fieldOfPart(editor.doc, part);
    return field ? nameOfField(field) : t("order");
  };
  const nameOfError = (path: string) => {
    const field = fields[Number(/^fields\.(\d+)/.exec(path)?.[1])];
    return field ? nameOfField(field) : t("publish");
  };
  return (
    <WritingLanguage value={{ lang, langs }}>
      <EditorNotices editor={editor} nameOf={nameOfPart} nameOfError={nameOfError} />
      <LanguageBar lang={lang} langs={langs} lacking={lackingIn(fields, langs)} onChoose={setLang} />
      <div className={classes.builder}>
        <div className={classes.sections}>
          <BuilderList
            fields={fields}
            setFields={setFields}
            operators={call.operators}
            publishedKeys={forms.published?.fields.map(({ key }) => key) ?? []}
            faults={editor.hasChanges || forms.draft || forms.published ? faults : []}
            errors={editor.errors}
          />
          <SaveBar editor={editor} isAutosaved />
          <PublishForm
            call={call}
            hasDraft={forms.draft !== null}
            nextVersion={forms.draft?.version ?? (forms.published?.version ?? 0) + 1}
            draftsTouched={draftsTouched}
            faults={faults.length}
            isEmpty={fields.length === 0}
            editor={editor}
          />
          <FormVersionList versions={versions} />
        </div>
        <aside className={classes.side}>
          <FormPreview fields={fields} />
        </aside>
      </div>
    </WritingLanguage>
  );
}

const nothing = { title: {}, teaser: {}, description: {}, faq: [], rules: [], tracks: [] };

const lackingIn = (fields: Form, langs: readonly Locale[]): Locale[] =>
  untranslatedParts({ ...nothing, form: fields }, langs).flatMap(({ lang, parts }) => (parts.includes("form") ? [lang] : []));
