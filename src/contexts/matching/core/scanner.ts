import { normaliseForm } from "./stemming.ts";

/** A word as written: offsets are UTF-16 positions in the original text, `form` is normalised but not stemmed. */
export interface ScannedWord {
  form: string;
  start: number;
  end: number;
  /** `code`: has a digit or is a fixed notation (48V, ISO 26262, C++) and is never stemmed; `run`: script without spaces. */
  kind: "word" | "code" | "run";
  /** The word continues the previous one over a hyphen, slash or dot. */
  glued: boolean;
}

const LONGEST_FORM = 64;
// Runs of scripts written without spaces, or runs of other letters, digits, marks and invisible joiners.
const PIECES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々]+|[[\p{L}\p{N}\p{M}\u00AD\u200B-\u200D]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々]]+/gv;
const UNSPACED =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々]/u;

const UNITS = new Set(
  (
    "V kV mV µV A mA Ah mAh W kW MW GW TW Wh kWh MWh GWh TWh VA kVA Hz kHz MHz GHz THz nm µm mm cm dm m km g mg kg t kt K bar " +
    "mbar Pa kPa MPa GPa N kN Nm s ms µs ns min h dB dBm TB GB MB KB PB Mbps Gbps Tbps fps rpm TOPS TFLOPS F µF nF pF H mH Ω kΩ lm " +
    "ppm mol J kJ MJ GJ kcal L l ml"
  ).split(" "),
);
const NORM_BODIES = new Set(
  "ISO IEC DIN EN IEEE SAE UN ECE UNECE GB UL VDA IATF MIL STD TS PAS ANSI ASTM NIST ETSI ITU GOST ГОСТ ASPICE RFC AEC CISPR FMVSS".split(
    " ",
  ),
);
const CONTRACTIONS = new Set(["s", "t", "re", "ve", "ll", "d", "m"]);

/** Words of a text in order: decimals, quantities ("800 V" → 800v), standards and C++ stay whole. */
export function scanWords(text: string): ScannedWord[] {
  const words: ScannedWord[] = [];
  for (const match of text.matchAll(PIECES)) {
    const raw = match[0];
    const start = match.index;
    if (UNSPACED.test(raw)) {
      words.push({ form: raw, start, end: start + raw.length, kind: "run", glued: false });
      continue;
    }
    addPiece(words, text, raw, start);
  }
  return words;
}

function addPiece(words: ScannedWord[], text: string, raw: string, start: number): void {
  const end = start + raw.length;
  const form = normaliseForm(raw).slice(0, LONGEST_FORM).toWellFormed();
  if (form === "") return;
  const previous = words.at(-1);
  const gap = previous && start - previous.end <= 1 ? text.slice(previous.end, start) : undefined;
  if (previous && gap !== undefined) {
    if ((gap === "'" || gap === "’") && CONTRACTIONS.has(form)) return;
    if ((gap === "." || gap === ",") && joinDecimal(previous, form, gap, end)) return;
    if ((gap === " " || gap === "\u00A0" || gap === "-" || gap === "\u202F") && joinUnit(previous, raw, gap, end)) return;
  }
  const glued = gap !== undefined && GLUE.has(gap) && previous?.kind !== "run";
  const symbol = /^[cf]$/.test(form) ? /^(\+\+|#)(?![\p{L}\p{N}])/u.exec(text.slice(end, end + 3))?.[1] : undefined;
  if (symbol) words.push({ form: form + symbol, start, end: end + symbol.length, kind: "code", glued });
  else words.push({ form, start, end, kind: /\p{N}/u.test(form) ? "code" : "word", glued });
}

const GLUE = new Set(["-", "‐", "‑", "–", "/", ".", "_", "&", "'", "’", "+"]);

/** 3.5 stays one number; 1,000 and 12,500,000 lose their separators. */
function joinDecimal(previous: ScannedWord, form: string, gap: string, end: number): boolean {
  if (!/^\d+(\.\d+)?$/.test(previous.form) || !/^\d/.test(form)) return false;
  if (gap === "," && /^\d{3}$/.test(form)) previous.form += form;
  else if (/^\d+$/.test(previous.form)) previous.form += `.${form}`;
  else return false;
  previous.end = end;
  return true;
}

function joinUnit(previous: ScannedWord, raw: string, gap: string, end: number): boolean {
  if (!UNITS.has(raw) || !/^\d+(\.\d+)?$/.test(previous.form)) return false;
  if (gap === "-" && !/[A-ZΩµ]/.test(raw) && raw.length < 2) return false;
  previous.form += normaliseForm(raw);
  previous.end = end;
  return true;
}

/** The joined form of a standard that ends at `index` ("ISO/SAE 21434" gives iso21434 and sae21434), with its start. */
export function findStandards(words: ScannedWord[], index: number, text: string): { form: string; start: number }[] {
  const number = words[index];
  if (number?.kind !== "code" || !/^[a-z]?\d/.test(number.form)) return [];
  const found: { form: string; start: number }[] = [];
  for (let before = index - 1; before >= Math.max(0, index - 3); before--) {
    const body = words[before];
    const next = words[before + 1];
    if (!body || !next || next.start - body.end > 1) break;
    const written = text.slice(body.start, body.end);
    if (!NORM_BODIES.has(written.toUpperCase()) || written !== written.toUpperCase()) break;
    found.push({ form: body.form + number.form, start: body.start });
  }
  return found;
}
