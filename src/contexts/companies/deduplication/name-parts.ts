import { isChinesePlace } from "./chinese-words.ts";
import { isUnspaced } from "./folding.ts";
import { countryCode } from "./places.ts";

const FORMER =
  /^(?:formerly(?: known as| called)?|previously(?: known as)?|prev\.?|was |ex[- ]|fka|f\/k\/a|f\.k\.a\.|née|nee|ehemals|vormals|früher|fruher|ранее|бывш\S*|曾用名|原名|原)[:：\s]*(.+)$/u;
const ALIAS =
  /^(?:a\.?k\.?a\.?|also known as|dba|d\/b\/a|trading as|t\/a|doing business as|makers? of|creators? of|简称|又名|即)[:：\s]*(.+)$/u;
const REMARK =
  /^(?:acquired|acq\.?|an? .* company|yc\b|y combinator|techstars|[ws]\d{2}$|batch|inactive|closed|dead|defunct|stealth|beta|unlisted|dissolved|in liquidation|被.*收购|已被.*|已收购|已上市|拟.*|注销|吊销|新三板.*|股票代码.*|\d+)/u;
const TRAILING_REMARK = /[,;]?\s+(?:(?:was |has been )?acquired by .+|an? [\p{L}\p{N} ]+ company|\(?yc [ws]\d{2}\)?)$/u;
const FORMERLY_INSIDE = /[,;]?\s+(?:formerly(?: known as)?|previously(?: known as)?|fka|f\/k\/a)[:\s]+(.+)$/u;
const ALIAS_INSIDE = /\s+(?:dba|d\/b\/a|a\.?k\.?a\.?|also known as|trading as|doing business as)[:\s]+/u;
/** A dash or bar between spaces opens a slogan; what stands before it is the name. */
const SLOGAN = /\s+[-–—|•·]\s+|\s*[|｜]\s*|:\s+|：|——/u;

/** The names inside a folded name: what it is called now and what it was called before. Brackets with remarks or places are dropped. */
export function splitName(folded: string): { current: string[]; former: string[] } {
  const current: string[] = [];
  const former: string[] = [];
  let main = folded.replace(/\(([^()]*)\)?/gu, (bracket, inner: string) => {
    const text = inner.trim();
    const previous = FORMER.exec(text)?.[1];
    const alias = ALIAS.exec(text)?.[1];
    if (previous) former.push(...splitList(previous));
    else if (alias) current.push(...splitList(alias));
    else if (isPlace(text) && isUnspaced(folded)) return bracket;
    else if (isNameInBrackets(text)) current.push(text);
    return " ";
  });
  main = main.replace(TRAILING_REMARK, "").replace(FORMERLY_INSIDE, (_, names: string) => {
    former.push(...splitList(names));
    return "";
  });
  const [head = "", ...aliases] = main.split(ALIAS_INSIDE);
  current.unshift(...splitSlash(withoutSlogan(head)), ...productOf(head));
  current.push(...aliases);
  return { current: tidy(current), former: tidy(former) };
}

function withoutSlogan(text: string): string {
  const head = text.split(SLOGAN)[0]!.trim();
  return head.length >= 2 ? head : text;
}

/** "Optilly/Installmonetizer" are two names, "24/7" and "A/B" are one. */
function splitSlash(text: string): string[] {
  const sides = text.split("/").map((side) => side.trim());
  return sides.length > 1 && sides.every((side) => side.length >= 3) ? [text, ...sides] : [text];
}

/** "Bodysim by Well Principled" also goes by the product's name; the owner has other products and is not this record. */
function productOf(text: string): string[] {
  const sides = text.split(" by ").map((side) => side.trim());
  return sides.length === 2 && sides.every((side) => side.length >= 4) ? [sides[0]!] : [];
}

function splitList(names: string): string[] {
  return names.split(/\s*[,;、，；/]\s*|\s+(?:and|und|и)\s+/u);
}

function isPlace(text: string): boolean {
  return isChinesePlace(text) || countryCode(text) !== null;
}

function isNameInBrackets(text: string): boolean {
  return text.length >= 2 && !REMARK.test(text) && !isPlace(text) && text.split(/\s+/u).length <= 4;
}

/** Parts that are nothing but a legal form come from names cut at a comma ("Gikl, Inc"). */
const NO_NAME = /^(?:inc|llc|ltd|gmbh|corp|co|limited|the|ai|app)?[.,)]*$/u;

function tidy(parts: string[]): string[] {
  return [...new Set(parts.map((part) => part.trim()).filter((part) => !NO_NAME.test(part)))];
}
