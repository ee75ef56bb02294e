import {
  characterProperties,
  codeAt,
  endOfStretch,
  NUMBER,
  propertiesOf,
  SPACED,
  UNSETTLED,
  UNSPACED,
  UPPER,
  unitsOf,
} from "./characters.ts";
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

/** Whether a form has a digit or is a fixed notation such as C++. */
export const isCode = (form: string): boolean => /\p{N}|^[cf](?:\+\+|#)$/u.test(form);

/** Words of a text in order: decimals, quantities ("800 V" → 800v), standards and C++ stay whole. */
export function scanWords(text: string): ScannedWord[] {
  const words: ScannedWord[] = [];
  for (let start = 0; start < text.length; ) {
    const first = codeAt(text, start);
    const script = characterProperties(first) & (UNSPACED | SPACED);
    const end = script === 0 ? start + unitsOf(first) : endOfStretch(text, start, script);
    if (script === SPACED) addPiece(words, text, start, end);
    else if (script === UNSPACED) words.push({ form: text.slice(start, end), start, end, kind: "run", glued: false });
    start = end;
  }
  return words;
}

function addPiece(words: ScannedWord[], text: string, start: number, end: number): void {
  const raw = text.slice(start, end);
  const properties = propertiesOf(raw);
  const form = formOf(raw, properties);
  if (form === "") return;
  const previous = words.at(-1);
  const gap = previous && start - previous.end === 1 ? (text[previous.end] as string) : "";
  if (previous && gap !== "") {
    if ((gap === "'" || gap === "’") && CONTRACTIONS.has(form)) return;
    if (previous.kind === "code") {
      if ((gap === "." || gap === ",") && joinDecimal(previous, form, gap, end)) return;
      if (UNIT_GAPS.has(gap) && joinUnit(previous, raw, gap, end)) return;
    }
  }
  const glued = gap !== " " && GLUE.has(gap) && previous?.kind !== "run";
  const symbol = form === "c" || form === "f" ? /^(\+\+|#)(?![\p{L}\p{N}])/u.exec(text.slice(end, end + 3))?.[1] : undefined;
  if (symbol) words.push({ form: form + symbol, start, end: end + symbol.length, kind: "code", glued });
  else words.push({ form, start, end, kind: hasDigit(form, properties) ? "code" : "word", glued });
}

function formOf(raw: string, properties: number): string {
  const form = properties & UNSETTLED ? normaliseForm(raw) : properties & UPPER ? raw.toLowerCase() : raw;
  return form.length > LONGEST_FORM ? form.slice(0, LONGEST_FORM).toWellFormed() : form;
}

function hasDigit(form: string, properties: number): boolean {
  if (form.length < LONGEST_FORM && !(properties & UNSETTLED)) return (properties & NUMBER) !== 0;
  return /\p{N}/u.test(form);
}

const GLUE = new Set(["-", "‐", "‑", "–", "/", ".", "_", "&", "'", "’", "+"]);
const UNIT_GAPS = new Set([" ", "\u00A0", "-", "\u202F"]);

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
