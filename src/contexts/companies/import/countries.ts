import { createRequire } from "node:module";
import countries from "i18n-iso-countries";
import { countryCode } from "../deduplication/places.ts";

const require = createRequire(import.meta.url);
const languages = ["en", "zh", "de", "ru"];
for (const language of languages) countries.registerLocale(require(`i18n-iso-countries/langs/${language}.json`));

const cache = new Map<string, string | null>();
const cachedNames = 5_000;

/** ISO 3166-1 alpha-2 of a country written as alpha-2, alpha-3 or by its name in English, Chinese, German or Russian; null if unknown. */
export function countryOf(text: string): string | null {
  const name = text.trim();
  const known = cache.get(name);
  if (known !== undefined) return known;
  const code = lookUp(name);
  if (cache.size >= cachedNames) cache.clear();
  cache.set(name, code);
  return code;
}

function lookUp(name: string): string | null {
  const upper = name.toUpperCase();
  if (/^[A-Z]{2}$/.test(upper)) return upper === "UK" ? "GB" : countries.isValid(upper) ? upper : null;
  if (/^[A-Z]{3}$/.test(upper)) {
    const code = countries.alpha3ToAlpha2(upper);
    if (code) return code;
  }
  const own = countryCode(name) ?? ownNames[name.toLowerCase()];
  if (own) return own;
  for (const language of languages) {
    const code = countries.getSimpleAlpha2Code(name, language) ?? countries.getAlpha2Code(name, language);
    if (code) return code;
  }
  return null;
}

const ownNames: Record<string, string> = {
  brd: "DE",
  "bundesrepublik deutschland": "DE",
  großbritannien: "GB",
  england: "GB",
  holland: "NL",
  tschechien: "CZ",
  russland: "RU",
  südkorea: "KR",
  "vr china": "CN",
  великобритания: "GB",
  англия: "GB",
  сша: "US",
  кнр: "CN",
  рф: "RU",
  "российская федерация": "RU",
  "южная корея": "KR",
  корея: "KR",
  фрг: "DE",
  чехия: "CZ",
  голландия: "NL",
  оаэ: "AE",
  中国大陆: "CN",
  中华人民共和国: "CN",
  大陆: "CN",
  香港: "HK",
  中国香港: "HK",
  澳门: "MO",
  中国澳门: "MO",
  台湾: "TW",
  中国台湾: "TW",
  韩国: "KR",
  南韩: "KR",
  英国: "GB",
  美国: "US",
  俄罗斯: "RU",
  俄国: "RU",
};
