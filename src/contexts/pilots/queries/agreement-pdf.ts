import type { Locale } from "#platform/i18n/locales.ts";
import { translator } from "#platform/i18n/translate.ts";
import { type Block, type TextStyle, writePdf } from "#platform/pdf/page-writer.ts";
import type { AgreementKind } from "../agreement/agreement.ts";
import { areParallel, type DocumentPart, partsOf } from "../agreement/document.ts";
import { type AgreementTexts, languageIn, languagesOf } from "../agreement/template-text.ts";

interface AgreementDocument {
  kind: AgreementKind;
  number: string;
  texts: AgreementTexts;
  rulingLang: string;
  madeAt: Date;
}

const quiet = "#4a5b68";

/**
 * The document as it is signed: two languages side by side where they say the same clauses, otherwise one after the other, with the ruling
 * language first and named, and a place for two signatures.
 */
export async function agreementPdf({ kind, number, texts, rulingLang, madeAt }: AgreementDocument): Promise<Uint8Array> {
  const langs = languagesOf(texts).toSorted((one, other) => Number(other === rulingLang) - Number(one === rulingLang));
  const parts = new Map(langs.map((lang) => [lang, partsOf(texts[lang]!)]));
  const [first, second] = langs;
  const isSideBySide = langs.length === 2 && areParallel(parts.get(first!)!, parts.get(second!)!);
  const body = isSideBySide
    ? parts.get(first!)!.flatMap((part, at) => blocksOf([part, parts.get(second!)![at]!]))
    : langs.flatMap((lang, at): Block[] => [
        ...(at > 0 ? [{ kind: "page" } as const] : []),
        ...parts.get(lang)!.flatMap((part) => blocksOf([part])),
      ]);
  const t = await translator(first ?? "en");
  return writePdf([...body, ...(await closingOf(langs, rulingLang as Locale))], {
    title: `${number} · ${t(`agreements.kind.${kind}`)}`,
    author: "Jinqiao",
    language: first ?? "en",
    createdAt: madeAt,
    footer: (page, pages) => `${number}  ·  ${page} / ${pages}`,
  });
}

const styles: Record<DocumentPart["kind"], TextStyle> = {
  title: { size: 17, weight: "bold", after: 10 },
  clause: { size: 11, weight: "bold", before: 9, after: 3 },
  paragraph: { size: 9.5, after: 5 },
  item: { size: 9.5, indent: 12, after: 4 },
};

function blocksOf(parts: readonly DocumentPart[]): Block[] {
  const [{ kind }] = parts as [DocumentPart];
  const style = styles[kind];
  const texts = parts.map(({ number, text }) =>
    kind === "clause" ? `${number}.  ${text}` : kind === "item" ? asItem(text) : number ? `${number}  ${text}` : text,
  );
  const keep: Block[] = kind === "clause" ? [{ kind: "space", height: 0, keep: 70 }] : [];
  if (texts.length === 1) return [...keep, { kind: "text", text: texts[0]!, ...style }];
  return [...keep, { kind: "columns", texts, ...style }];
}

/** A numbered entry of a list needs no dash beside its number. */
const asItem = (text: string): string => (/^\d+\. /.test(text) ? text : `–  ${text}`);

/** Which language rules, and where the two sign: by hand, or by click with the evidence beside it. */
async function closingOf(langs: readonly Locale[], rulingLang: Locale): Promise<Block[]> {
  const words = await Promise.all(langs.map((lang) => translator(lang)));
  const inAll = (say: (t: (typeof words)[number]) => string) => words.map(say).join("  ·  ");
  const line = "____________________________";
  return [
    { kind: "space", height: 12, keep: 190 },
    { kind: "rule" },
    ...words.map((t, at): Block => {
      const text = t("agreements.pdf.ruling", { language: languageIn(langs[at]!, rulingLang) });
      return { kind: "text", text, size: 9, colour: quiet };
    }),
    { kind: "text", text: inAll((t) => t("agreements.pdf.signatures")), size: 11, weight: "bold", before: 14, after: 10 },
    {
      kind: "columns",
      texts: [inAll((t) => t("agreements.pdf.host")), inAll((t) => t("agreements.pdf.startup"))],
      weight: "bold",
      size: 9.5,
      after: 22,
    },
    { kind: "columns", texts: [line, line], size: 10, colour: quiet },
    ...(["name", "date"] as const).map((part): Block => {
      const text = inAll((t) => t(`agreements.pdf.${part}`));
      return { kind: "columns", texts: [`${text}:`, `${text}:`], size: 8.5, colour: quiet, before: 3, after: 8 };
    }),
    ...words.map((t): Block => ({ kind: "text", text: t("agreements.pdf.evidence"), size: 8, colour: quiet, before: 2 })),
  ];
}
