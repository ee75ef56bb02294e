/** ISO 3166-1 alpha-2, in force. */
export const countryCodes =
  `AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR
  CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU
  ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ
  MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI
  SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW`.split(
    /\s+/,
  );

// Browsers shorten these names and the server does not: a page must read the same from both.
const settledNames: Record<string, Record<string, string>> = {
  HK: { en: "Hong Kong", de: "Hongkong", ru: "Гонконг", zh: "中国香港" },
  MO: { en: "Macao", de: "Macau", ru: "Макао", zh: "中国澳门" },
};

const namesOfLocale = new Map<string, Intl.DisplayNames>();

/** The country's name in the reader's language; an unknown code is shown as it is. */
export function countryName(code: string, locale: string): string {
  const settled = settledNames[code]?.[locale.slice(0, 2)];
  if (settled) return settled;
  const names = namesOfLocale.get(locale) ?? new Intl.DisplayNames([locale], { type: "region", fallback: "code" });
  namesOfLocale.set(locale, names);
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}

/** Every country with its name, sorted for the reader. */
export function countryChoices(locale: string): { value: string; label: string }[] {
  const collator = new Intl.Collator(locale);
  return countryCodes
    .map((value) => ({ value, label: countryName(value, locale) }))
    .sort((left, right) => collator.compare(left.label, right.label));
}

/** The name of a language of text ("zh" → "Chinese") in the reader's language. */
export function languageName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: "language", fallback: "code" }).of(code) ?? code;
  } catch {
    return code;
  }
}
