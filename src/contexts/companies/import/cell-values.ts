import { cleanText } from "#platform/clean-text.ts";
import { storable } from "./raw-cells.ts";

const emptyWords = new Set(
  "-,--,—,–,/,\\,n/a,na,#n/a,null,none,nil,nan,undefined,unknown,not available,tbd,?,无,暂无,未知,未透露,未披露,不明确,不详,保密,k.a.,k. a.,keine angabe,unbekannt,нет,нет данных,неизвестно,н/д".split(
    ",",
  ),
);

/** Text of a cell on one or more lines, cleaned as typed text is. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (Array.isArray(value) && value.every((item) => typeof item !== "object"))
    return value.map(textOf).filter(Boolean).join("\n");
  // Cleaned before it is written out: JSON writes a zero character as the six letters \u0000, which no cleaning finds.
  const written = typeof value === "object" ? JSON.stringify(storable(value)) : String(value);
  // Our own downloads put an apostrophe before what a spreadsheet would run.
  return cleanText(written.replace(/^'(?=\s*[=+\-@＝＋－＠])/, ""));
}

/** Text on one line; what people write for "nothing" is nothing. */
export function lineOf(value: unknown): string {
  const line = textOf(value).replace(/\s+/g, " ");
  return emptyWords.has(line.toLowerCase()) ? "" : line;
}

/** Parts of a list: a JSON array, or text divided by line breaks, semicolons, bars, Chinese commas, else commas. */
export function listOf(value: unknown): string[] {
  if (Array.isArray(value)) return distinct(value.map(lineOf));
  const text = textOf(value);
  if (text.startsWith("[") && text.endsWith("]")) {
    const parsed = jsonArray(text);
    if (parsed) return distinct(parsed.map(lineOf));
  }
  const divider = /[\n;；|、]/.test(text) ? /[\n;；|、]/ : /[,，]/;
  return distinct(text.split(divider).map(lineOf));
}

function jsonArray(text: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

const distinct = (items: string[]): string[] => [...new Set(items.filter(Boolean))];

/** The year of "2011", "2011-03", "2011年3月", "03/2011", "12.03.2011" or a date; null when there is none between 1800 and the last year allowed. */
export function yearOf(value: unknown, lastYear: number): number | null {
  if (value instanceof Date) return inRange(value.getUTCFullYear(), lastYear);
  const text = lineOf(value);
  if (/^\d{4}\.0+$/.test(text)) return inRange(Number(text.slice(0, 4)), lastYear);
  const found = /(?<!\d)(\d{4})(?!\d)/.exec(text.replace(/(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)/, "$1-$2-$3"));
  return found ? inRange(Number(found[1]), lastYear) : null;
}

const inRange = (year: number, lastYear: number): number | null => (year >= 1800 && year <= lastYear ? year : null);

/** Heads of "46", "1,200", "35000+人", "ca. 50" or, as the middle, "11-50"; null when there is no such number. */
export function headsOf(value: unknown): number | null {
  const text = lineOf(value).replace(/(?<=\d)[,'’\s](?=\d{3}(\D|$))/g, "");
  const range = /^\D*(\d{1,7})\s*(?:-|–|—|~|～|至|到|bis|to|до)\s*(\d{1,7})\D*$/i.exec(text);
  if (range) return Math.round((Number(range[1]) + Number(range[2])) / 2);
  const single = /^[^\d-]*(\d{1,7})(?:\.0+)?\D*$/.exec(text);
  const heads = single ? Number(single[1]) : Number.NaN;
  return heads <= 5_000_000 ? heads : null;
}

/** Fen of an amount in yuan: "830万", "9.1亿", "2000万人民币", "CNY 5 million", 3000000. Another currency or a vague amount ("数千万") is null. */
export function fenOf(value: unknown): number | null {
  const text = lineOf(value).replace(/,/g, "");
  if (/美元|欧元|港元|港币|日元|英镑|新加坡元|[$€£₽]|usd|eur|gbp|hkd|jpy|rub/i.test(text)) return null;
  const found =
    /^(?:cny|rmb|¥|￥|人民币)?\s*(\d+(?:\.\d+)?)\s*(亿|千万|百万|万|billion|million|thousand|bn|mio|m|k|млрд|млн|тыс)?\.?\s*(?:元|人民币|cny|rmb|юаней)?$/i.exec(
      text,
    );
  if (!found) return null;
  const factor = unitOf[(found[2] ?? "").toLowerCase()] ?? 1;
  const fen = Math.round(Number(found[1]) * factor * 100);
  return Number.isSafeInteger(fen) ? fen : null;
}

const unitOf: Record<string, number> = {
  亿: 1e8,
  千万: 1e7,
  百万: 1e6,
  万: 1e4,
  billion: 1e9,
  bn: 1e9,
  million: 1e6,
  mio: 1e6,
  m: 1e6,
  thousand: 1e3,
  k: 1e3,
  млрд: 1e9,
  млн: 1e6,
  тыс: 1e3,
};

/** A web address with its scheme; null for anything that is no http(s) address of a host. */
export function websiteOf(value: unknown): string | null {
  const text = lineOf(value);
  if (text === "" || text.length > 2000 || /\s/.test(text)) return null;
  const withScheme =
    /^[a-z][a-z\d+.-]*:/i.test(text) && !/^[^/]+\.[^/]+:\d+/.test(text) ? text : `https://${text.replace(/^\/\//, "")}`;
  try {
    const url = new URL(withScheme);
    const isWeb = (url.protocol === "http:" || url.protocol === "https:") && url.hostname.includes(".") && url.username === "";
    return isWeb ? withScheme : null;
  } catch {
    return null;
  }
}

const municipalities = new Set(["北京", "上海", "天津", "重庆"]);

/** The city of "陕西-西安" (西安), "北京-朝阳区" (北京) or "San Francisco, CA, USA" (San Francisco). */
export function cityOf(value: unknown): string {
  const [first = "", second] = lineOf(value)
    .split(/(?<=\p{Script=Han})\s*[-—·]\s*(?=\p{Script=Han})|[,，;；]/u)
    .map((part) => part.trim());
  if (second && /\p{Script=Han}/u.test(first) && /\p{Script=Han}/u.test(second))
    return municipalities.has(first.replace(/市$/, "")) ? first : second;
  return first;
}
