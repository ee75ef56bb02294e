import { useState } from "react";
import { useNavigate, useRevalidator } from "react-router";
import { useLocale, useTranslations } from "use-intl";
import { allow } from "#platform/errors.ts";
import type { Locale } from "#platform/i18n/locales.ts";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { getCall } from "../../queries/get-call.ts";
import { linkChoices } from "../../queries/link-choices.ts";
import type { Route } from "./+types/edit-call";
import { type CallPartName, sendCall, storedCall } from "./call-doc.ts";
import { DatesSection } from "./dates-section.tsx";
import { DoorSection } from "./door-section.tsx";
import { ImageSection } from "./image-section.tsx";
import classes from "./manage.module.css";
import { PromiseSection } from "./promise-section.tsx";
import { PublishPanel } from "./publish-panel.tsx";
import { RulesSection } from "./rules-section.tsx";
import { EditorNotices, SaveBar } from "./save-bar.tsx";
import { FaqSection, TextsSection } from "./texts-section.tsx";
import { useEditor } from "./use-editor.ts";
import { LanguageBar, WritingLanguage } from "./wording-input.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      const call = await getCall(ctx, params.slug);
      allow(call.can.revise);
      return { call, choices: await linkChoices(ctx, call.id), personId: ctx.actor.personId! };
    },
    request,
  );
}

/** The texts, dates and rules of a call, with what is missing before the public sees it. */
export default function EditCall({ loaderData: { call, choices, personId } }: Route.ComponentProps) {
  const t = useTranslations("calls.edit");
  const locale = useLocale() as Locale;
  const { revalidate } = useRevalidator();
  const navigate = useNavigate();
  const editor = useEditor({
    subject: `call:${call.id}`,
    personId,
    stored: storedCall(call),
    send: (doc, base) => sendCall(call.id, doc, base),
    onSaved: (saved) => {
      if (saved.doc.slug === call.slug) void revalidate();
      else void navigate(`/calls/${saved.doc.slug}/edit`, { replace: true });
    },
  });
  const { doc } = editor;
  const [lang, setLang] = useState<Locale>(doc.title[locale] ? locale : ((Object.keys(doc.title)[0] as Locale) ?? locale));
  const set = <Part extends CallPartName>(part: Part, value: (typeof doc)[Part]) =>
    editor.change((now) => ({ ...now, [part]: value }));
  const props = { doc, set, errors: editor.errors };
  return (
    <WritingLanguage value={{ lang, langs: doc.langs }}>
      <EditorNotices
        editor={editor}
        nameOf={(part) => t(`part.${part}`)}
        nameOfError={(path) => t(`part.${path.split(".")[0] as CallPartName}`)}
      />
      <LanguageBar lang={lang} langs={doc.langs} lacking={call.untranslated.map((each) => each.lang)} onChoose={setLang} />
      <div className={classes.layout}>
        <div className={classes.sections}>
          <TextsSection {...props} />
          <DoorSection {...props} call={call} needs={choices.needs} />
          <DatesSection {...props} />
          <RulesSection {...props} calls={choices.calls} />
          <FaqSection {...props} />
          <PromiseSection {...props} />
          <ImageSection call={call} />
          <SaveBar editor={editor} />
        </div>
        <aside className={classes.side}>
          <PublishPanel call={call} hasChanges={editor.hasChanges} />
        </aside>
      </div>
    </WritingLanguage>
  );
}
