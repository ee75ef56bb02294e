import { readFile } from "node:fs/promises";
import { join } from "node:path";
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
const directory = join(projectRoot, "node_modules/@fontsource-variable/noto-sans-sc");

/**
 * Noto Sans SC (OFL 1.1) for exactly the characters of the texts: Chinese, Latin, Cyrillic. The package holds the font in about a
 * hundred slices with a variable weight; a PDF needs fixed outlines, so each slice is cut to its characters and set to the weight.
 */
export async function preparePdfFonts(texts: Iterable<string>): Promise<PdfFonts> {
  const slices = await readSlices();
  const used = new Map<string, Set<string>>();
  for (const text of texts) {
    for (const character of text) {
      const slice = sliceOf(character, slices);
      used.set(slice, (used.get(slice) ?? new Set()).add(character));
    }
  }
  used.set(latin, (used.get(latin) ?? new Set()).add(" ").add(replacement));
  const fonts = new Map<string, Buffer>();
  for (const [slice, characters] of used) {
    const file = await readFile(join(directory, `files/noto-sans-sc-${slice}-wght-normal.woff2`));
    for (const weight of Object.keys(weights) as Weight[]) {
      const options = { targetFormat: "sfnt", variationAxes: { wght: weights[weight] } } as const;
      fonts.set(`${slice} ${weight}`, await subsetFont(file, [...characters].join(""), options));
    }
  }
  return {
    register: (document) => {
      for (const [name, bytes] of fonts) document.registerFont(name, bytes);
    },
    runs: (text, weight) => runsOf(text, weight, slices),
  };
}

const latin = "latin";
/** Stands for characters outside the font, such as emoji. */
const replacement = "?";

interface Slice {
  name: string;
  ranges: [number, number][];
}

let sliceList: Promise<Slice[]> | undefined;

function readSlices(): Promise<Slice[]> {
  sliceList ??= readFile(join(directory, "unicode.json"), "utf8").then((text) =>
    Object.entries(JSON.parse(text) as Record<string, string>)
      .map(([name, ranges]) => ({
        name: name.replace(/[[\]]/g, ""),
        ranges: ranges.split(",").map((range): [number, number] => {
          const [from, to] = range.trim().replace("U+", "").split("-");
          return [Number.parseInt(from!, 16), Number.parseInt(to ?? from!, 16)];
        }),
      }))
      // The scripts are named last and know their letters best.
      .reverse(),
  );
  return sliceList;
}

function sliceOf(character: string, slices: Slice[]): string {
  const code = character.codePointAt(0)!;
  return slices.find(({ ranges }) => ranges.some(([from, to]) => from <= code && code <= to))?.name ?? latin;
}

function runsOf(text: string, weight: Weight, slices: Slice[]): Run[] {
  const runs: Run[] = [];
  for (const character of text) {
    const code = character.codePointAt(0)!;
    const slice = slices.find(({ ranges }) => ranges.some(([from, to]) => from <= code && code <= to));
    const font = `${slice?.name ?? latin} ${weight}`;
    const shown = slice ? character : replacement;
    const last = runs.at(-1);
    // A space keeps the font of the word before it: fewer switches, same width.
    if (last?.font === font) last.text += shown;
    else runs.push({ text: shown, font });
  }
  return runs;
}
