import { type Locale, localeNames } from "#platform/i18n/locales.ts";
import type { AgreementView } from "../../agreement-views.ts";
import classes from "./agreements.module.css";

type Languages = AgreementView["languages"];
type Part = Languages[number]["parts"][number];

/** The document as it reads: two languages beside each other where they say the same clauses, otherwise one after the other. */
export function DocumentText({ languages, isParallel }: Pick<AgreementView, "languages" | "isParallel">) {
  const [first, second] = languages;
  if (!first) return null;
  if (isParallel && second)
    return (
      <div className={classes.parallel}>
        {first.parts.map((part, at) => (
          <div key={at} className={classes.row}>
            <PartText part={part} lang={first.lang} />
            <PartText part={second.parts[at]!} lang={second.lang} />
          </div>
        ))}
      </div>
    );
  return languages.map(({ lang, parts }) => (
    <section key={lang} aria-label={localeNames[lang]} className={classes.single}>
      {parts.map((part, at) => (
        <PartText key={at} part={part} lang={lang} />
      ))}
    </section>
  ));
}

function PartText({ part: { kind, number, text }, lang }: { part: Part; lang: Locale }) {
  if (kind === "title")
    return (
      <h2 lang={lang} className={classes.docTitle}>
        {text}
      </h2>
    );
  if (kind === "clause")
    return (
      <h3 lang={lang} className={classes.clause}>
        {number}. {text}
      </h3>
    );
  return (
    <p lang={lang} className={kind === "item" ? classes.item : classes.paragraph}>
      {number && <span className={classes.number}>{number}</span>} {text}
    </p>
  );
}
