import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { create } from "fontkit";
import subsetFont from "subset-font";
import { projectRoot } from "../project-root.ts";

export type Weight = "regular" | "bold";

/** A stretch of text that one embedded font can set. */
export interface Run {
  text: string;
  font: string;
}

export interface PdfFonts {
  /** Embeds what was prepared into a document. */
  register(document: PDFKit.PDFDocument): void;
  runs(text: string, weight: Weight): Run[];
}

const weights: Record<Weight, number> = { regular: 400, bold: 700 };
/** Noto sets Chinese, Latin and Cyrillic; Inter what Noto SC leaves out of the Latin and Greek alphabets: ł, ő, ş, Ω. */
const families = ["noto-sans-sc", "inter"] as const;

/**
 * Fonts (OFL 1.1) for exactly the characters of the texts. The packages hold a font in slices with a variable weight; a PDF needs
 * fixed outlines, so each slice is cut to its characters and set to the weight.
 */
export async function preparePdfFonts(texts: Iterable<string>): Promise<PdfFonts> {
  const slices = (await Promise.all(families.map(readSlices))).flat();
  const shown = new Map<string, Shown>();
  const alphabetic = await readSlices("inter");
  for (const character of ` ${replacement}${[...texts].join("")}`) {
    if (shown.has(character)) continue;
    shown.set(character, await show(character, slices));
    if (quotes.test(character)) shown.set(besideLetters(character), await show(character, alphabetic));
  }
  const charactersOf = Map.groupBy(shown.values(), ({ slice }) => slice);
  const fonts = new Map<string, Buffer>();
  for (const [slice, members] of charactersOf) {
    const characters = members.map(({ text }) => text).join("");
    for (const weight of Object.keys(weights) as Weight[]) {
      const options = { targetFormat: "sfnt", variationAxes: { wght: weights[weight] } } as const;
      fonts.set(`${slice.name} ${weight}`, await subsetFont(await slice.read(), characters, options));
    }
  }
  return {
    register: (document) => {
      for (const [name, bytes] of fonts) document.registerFont(name, bytes);
    },
    runs: (text, weight) => runsOf(text, weight, shown),
  };
}

/** Marks a Chinese font sets as wide as a character; beside letters of an alphabet they are narrow. */
const quotes = /[‘’‚‛“”„‟]/;
const letter = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]/u;
const besideLetters = (character: string): string => `${character} beside letters`;

/** Stands for characters no font has, such as emoji. */
const replacement = "?";

interface Slice {
  name: string;
  ranges: [number, number][];
  read(): Promise<Buffer>;
  /** What the font really has: the ranges promise more. */
  characters(): Promise<Set<number>>;
}

/** How a character is set: as it is, in its plain form (₂ as 2), or replaced. */
interface Shown {
  text: string;
  slice: Slice;
}

async function show(character: string, slices: Slice[]): Promise<Shown> {
  for (const text of [character, character.normalize("NFKC"), replacement]) {
    const slice = await sliceOf(text, slices);
    if (slice) return { text, slice };
  }
  throw new Error("The fonts of the PDF have no question mark.");
}

async function sliceOf(text: string, slices: Slice[]): Promise<Slice | undefined> {
  const codes = [...text].map((character) => character.codePointAt(0)!);
  for (const slice of slices) {
    const isPromised = codes.every((code) => slice.ranges.some(([from, to]) => from <= code && code <= to));
    if (!isPromised) continue;
    const has = await slice.characters();
    if (codes.every((code) => has.has(code))) return slice;
  }
  return undefined;
}

const lists = new Map<string, Promise<Slice[]>>();

function readSlices(family: string): Promise<Slice[]> {
  const known = lists.get(family) ?? loadSlices(family);
  lists.set(family, known);
  return known;
}

async function loadSlices(family: string): Promise<Slice[]> {
  const directory = join(projectRoot, "node_modules/@fontsource-variable", family);
  const ranges: Record<string, string> = JSON.parse(await readFile(join(directory, "unicode.json"), "utf8"));
  return (
    Object.entries(ranges)
      .map(([name, list]) => sliceAt(directory, `${family}-${name.replace(/[[\]]/g, "")}`, list))
      // The scripts are named last and know their letters best.
      .reverse()
  );
}

function sliceAt(directory: string, name: string, ranges: string): Slice {
  const read = () => readFile(join(directory, `files/${name}-wght-normal.woff2`));
  let characters: Promise<Set<number>> | undefined;
  return {
    name,
    ranges: ranges.split(",").map((range): [number, number] => {
      const [from, to] = range.trim().replace("U+", "").split("-");
      return [Number.parseInt(from!, 16), Number.parseInt(to ?? from!, 16)];
    }),
    read,
    characters: () => {
      characters ??= read().then((font) => new Set(create(font).characterSet));
      return characters;
    },
  };
}

function runsOf(text: string, weight: Weight, shown: Map<string, Shown>): Run[] {
  const runs: Run[] = [];
  const characters = [...text];
  for (const [at, character] of characters.entries()) {
    const isNarrow = quotes.test(character) && [at - 1, at + 1].some((place) => letter.test(characters[place] ?? ""));
    const { text: set, slice } = shown.get(isNarrow ? besideLetters(character) : character) ?? shown.get(replacement)!;
    const font = `${slice.name} ${weight}`;
    const last = runs.at(-1);
    if (last?.font === font) last.text += set;
    else runs.push({ text: set, font });
  }
  return runs;
}
