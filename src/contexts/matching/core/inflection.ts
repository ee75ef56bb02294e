import type { Language } from "./language.ts";

/** Ways from an inflected form to the form a dictionary lists, where stems of the two differ; `$` groups as in `replace`. */
type Rule = readonly [RegExp, readonly string[]];

const englishRules: readonly Rule[] = [
  // batteries, applied → battery, apply
  [/ie[sd]$/, ["y"]],
  // planned, stopping → plan, stop
  [/([bdfglmnprt])\1(?:ed|ing)$/, ["$1", "$1$1"]],
  // cells, boxes, charged, driving → cell, box, charge, drive
  [/s$/, [""]],
  [/(?:es|ed|ing)$/, ["", "e"]],
];

const germanRules: readonly Rule[] = [
  // führende → führen
  [/end(?:e[mnrs]?)?$/, ["en"]],
  // eingesetzt, gegründeten → einsetzen, gründen
  [/^(.*?)ge(.{3,}?)e?t(?:e[mnrs]?)?$/, ["$1$2en", "$1$2n"]],
  // angegebene → angeben
  [/^(.*?)ge(.{3,}?)en(?:e[mnrs]?)?$/, ["$1$2en"]],
  // entwickelt, reduzierte → entwickeln, reduzieren
  [/(.{3,}?)e?t(?:e[mnrst]?|est)?$/, ["$1en", "$1n"]],
  // einzusetzen → einsetzen
  [/^(..+?)zu(.{3,}n)$/, ["$1$2"]],
];

const russianRules: readonly Rule[] = [
  // использует, используемый → использовать
  [/у(?:ю|ешь|ет|ем|ете|ют|й|я|ющ.*|ем[аоы].*)(?:с[ья])?$/u, ["овать"]],
  [/ю(?:ю|ешь|ет|ем|ете|ют|й|я|ющ.*|ем[аоы].*)(?:с[ья])?$/u, ["евать"]],
  // представлен, куплю → представить, купить
  [/([бвмпф])л(?:ю|ен.*)$/u, ["$1ить"]],
  // выпущен, загружено, приглашена, оплачен → выпустить, загрузить, пригласить, оплатить
  [/щен.*$/u, ["стить", "тить"]],
  [/жен.*$/u, ["дить", "зить"]],
  [/шен.*$/u, ["сить"]],
  [/чен.*$/u, ["тить", "чить"]],
  // рынка, дня, отцом → рынок, день, отец
  [/([бвгджзйклмнпрстфхцчшщ])([клнрц])(?:а|у|е|ом|ем|и|ы|ов|ев|ам|ами|ах)$/u, ["$1о$2", "$1е$2"]],
  [/(.)ь([клц])(?:а|у|е|ом|ем|и|ы|ов|ев|ам|ами|ах)$/u, ["$1е$2"]],
  [/([бвгджзйклмнпрстфхцчшщ])([внр])(?:я|ю|е|ем|и|ей|ям|ями|ях)$/u, ["$1о$2ь", "$1е$2ь"]],
  // ошибок, батареек, окон → ошибка, батарейка, окно
  [/([бвгджзйклмнпрстфхцчшщ])[оеё]([клнр])$/u, ["$1$2а", "$1$2о", "$1ь$2а", "$1ь$2о"]],
  [/([аеоуыюя])е([к])$/u, ["$1й$2а"]],
];

const rules: Partial<Record<Language, readonly Rule[]>> = { en: englishRules, de: germanRules, ru: russianRules };

/** Forms that the word may be an inflection of, beyond what its stem tells; most of them are no words, so only a dictionary may choose. */
export const lemmaCandidates = (form: string, language: Language): string[] =>
  (rules[language] ?? []).flatMap(([pattern, lemmas]) =>
    pattern.test(form) ? lemmas.map((lemma) => form.replace(pattern, lemma)) : [],
  );
