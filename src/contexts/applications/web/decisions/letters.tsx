import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { useLocale, useTranslations } from "use-intl";
import { isLocale, localeNames, locales } from "#platform/i18n/locales.ts";
import { formObject, parse } from "#platform/parse.ts";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextAreaField } from "#ui/form/text-fields.tsx";
import { Section } from "#ui/section.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import { ctxOf } from "#web/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { outcomes } from "../../application.ts";
import { resetLetter, writeLetter } from "../../commands/letters.ts";
import { fillLetter, placeholders } from "../../decision/letter.ts";
import { letterInput, letterParams } from "../../decision-schema.ts";
import type { LetterView } from "../../decision-views.ts";
import { listLetters } from "../../queries/letters.ts";
import type { Route } from "./+types/letters";
import classes from "./decisions.module.css";
import letterClasses from "./letters.module.css";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, () => listLetters(ctx, params.slug!), request);
}

const letterName = letterParams.omit({ callId: true });

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(
    ctx,
    async () => {
      const input = formObject(form);
      const name = parse(letterName, input);
      const back = `/calls/${params.slug}/letters?outcome=${name.outcome}&lang=${name.lang}`;
      if (input.intent === "reset") {
        await resetLetter(ctx, params.slug!, name);
        return redirectWithNotice(ctx, back, { messageKey: "decisions.letters.wasReset" });
      }
      await writeLetter(ctx, params.slug!, name, parse(letterInput, { ...input, version: Number(input.version) }));
      return redirectWithNotice(ctx, back, { messageKey: "decisions.letters.saved" });
    },
    form,
  );
}

/** What applicants of a call are told, by outcome and language, with what the placeholders become beside it. */
export default function Letters({ loaderData: { letters } }: Route.ComponentProps) {
  const t = useTranslations("decisions");
  const locale = useLocale();
  const [params] = useSearchParams();
  const [outcome, lang] = [params.get("outcome"), params.get("lang")];
  const wanted = { outcome: outcome ?? outcomes[0], lang: isLocale(lang) ? lang : locale };
  const shown = letters.find((each) => each.outcome === wanted.outcome && each.lang === wanted.lang) ?? letters[0]!;
  return (
    <Section title={t("letters.title")} hint={t("letters.hint")}>
      <nav aria-label={t("letters.outcome")} className={classes.stages}>
        {outcomes.map((each) => (
          <Link
            key={each}
            to={`?outcome=${each}&lang=${shown.lang}`}
            aria-current={each === shown.outcome ? "page" : undefined}
            preventScrollReset
          >
            {t(`outcome.${each}`)}
          </Link>
        ))}
      </nav>
      <nav aria-label={t("letters.language")} className={letterClasses.langs}>
        {locales.map((each) => (
          <Link
            key={each}
            to={`?outcome=${shown.outcome}&lang=${each}`}
            aria-current={each === shown.lang ? "page" : undefined}
            lang={each}
            preventScrollReset
          >
            {localeNames[each]}
          </Link>
        ))}
      </nav>
      <LetterEditor key={`${shown.outcome} ${shown.lang} ${shown.version}`} letter={shown} />
    </Section>
  );
}

function LetterEditor({ letter }: { letter: LetterView }) {
  const t = useTranslations("decisions.letters");
  const [text, setText] = useState(letter.text);
  return (
    <div className={letterClasses.editor}>
      <div
        onInput={({ target }) => {
          if (target instanceof HTMLTextAreaElement) setText(target.value);
        }}
      >
        <ActionForm intent="write" label={t("text")}>
          <LetterName letter={letter} />
          <input type="hidden" name="version" value={letter.version} />
          <TextAreaField
            name="text"
            label={t("text")}
            lang={letter.lang}
            defaultValue={letter.text}
            minRows={12}
            maxRows={30}
            maxLength={10_000}
            required
          />
          <p className={classes.hint}>{t("placeholders")}</p>
          <p className={letterClasses.marks}>
            {placeholders.map((name) => (
              <code key={name}>{`{${name}}`}</code>
            ))}
          </p>
          <SubmitButton>{t("save")}</SubmitButton>
        </ActionForm>
        {!letter.isDefault && (
          <ActionForm intent="reset" label={t("reset")}>
            <LetterName letter={letter} />
            <Button type="submit" variant="subtle" mt="xs">
              {t("reset")}
            </Button>
          </ActionForm>
        )}
      </div>
      <Example text={text} letter={letter} />
    </div>
  );
}

const LetterName = ({ letter: { outcome, lang } }: { letter: LetterView }) => (
  <>
    <input type="hidden" name="outcome" value={outcome} />
    <input type="hidden" name="lang" value={lang} />
  </>
);

function Example({ text, letter }: { text: string; letter: LetterView }) {
  const t = useTranslations("decisions.letters");
  const filled = fillLetter(text, letter.example);
  return (
    <section aria-label={t("preview")}>
      <Group justify="space-between">
        <h3>{t("preview")}</h3>
        <StateBadge tone={letter.isDefault ? "idle" : "info"}>{letter.isDefault ? t("isDefault") : t("isOwn")}</StateBadge>
      </Group>
      <p className={letterClasses.letterText} lang={letter.lang}>
        {filled}
      </p>
    </section>
  );
}
