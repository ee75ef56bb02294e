import { countryCodes } from "../countries.ts";
import { fold, isUnspaced } from "./folding.ts";

const COMMON_COUNTRY_NAMES: Record<string, string> = {
  usa: "US",
  "u.s.a.": "US",
  "u.s.": "US",
  "united states of america": "US",
  america: "US",
  uk: "GB",
  "u.k.": "GB",
  "great britain": "GB",
  england: "GB",
  scotland: "GB",
  wales: "GB",
  "northern ireland": "GB",
  "p.r. china": "CN",
  prc: "CN",
  "people's republic of china": "CN",
  "mainland china": "CN",
  中国大陆: "CN",
  "czech republic": "CZ",
  holland: "NL",
  "the netherlands": "NL",
  "south korea": "KR",
  korea: "KR",
  russia: "RU",
  uae: "AE",
  "ivory coast": "CI",
  turkey: "TR",
  "hong kong": "HK",
  香港: "HK",
  澳门: "MO",
  macau: "MO",
};

let codesByName: Map<string, string> | undefined;

/** ISO 3166 code of a country written as a code or in English, Chinese, German or Russian; null if unknown. */
export function countryCode(country: string | null | undefined): string | null {
  const name = fold(country ?? "");
  if (!name) return null;
  codesByName ??= collectCountryNames();
  return codesByName.get(name) ?? null;
}

/** The cities an address names, folded and without "City", 市 or district: "陕西-西安" → 西安, "New York City" → new york. */
export function cityNames(city: string | null | undefined): string[] {
  const names = fold(city ?? "")
    .split(/[;；,，|/·]|(?<=\p{Script=Han})\s*[-—]\s*|\s+-\s+/u)
    .map((part) =>
      part
        .trim()
        .replace(/\s+(?:city|area|metro)$/u, "")
        .replace(/(?<=..)(?:市|新区|区|县|省|特别行政区)$/u, ""),
    )
    .filter((part) => part.length >= 2 && part !== "remote" && countryCode(part) === null && !/^[a-z]{2}$/u.test(part));
  return [...new Set(names)];
}

/** Cities can only be told apart within one script; 北京 and Beijing are neither equal nor different here. */
export function areComparable(left: readonly string[], right: readonly string[]): boolean {
  return left.some((city) => right.some((other) => isUnspaced(city) === isUnspaced(other)));
}

function collectCountryNames(): Map<string, string> {
  const names = new Map<string, string>();
  const languages = ["en", "zh-CN", "de", "ru"].map(
    (language) => new Intl.DisplayNames([language], { type: "region", fallback: "none" }),
  );
  for (const code of countryCodes) {
    for (const language of languages) {
      const name = language.of(code);
      if (name) names.set(fold(name), code).set(code.toLowerCase(), code);
    }
  }
  for (const [name, code] of Object.entries(COMMON_COUNTRY_NAMES)) names.set(name, code);
  return names;
}
