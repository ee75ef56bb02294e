import PDFDocument from "pdfkit";
import { PdfCanvas } from "./canvas.ts";
import { type PdfFonts, preparePdfFonts, type Weight } from "./fonts.ts";

export interface TextStyle {
  size?: number;
  weight?: Weight;
  colour?: string;
  indent?: number;
  /** Points of space before and after. */
  before?: number;
  after?: number;
}

/** What a document is made of, from top to bottom. */
export type Block =
  | ({ kind: "text"; text: string } & TextStyle)
  /** Texts beside each other, such as two languages of one clause. */
  | ({ kind: "columns"; texts: readonly string[] } & TextStyle)
  | { kind: "rule" }
  /** Rows under headings that stand again on each further page. */
  | PdfTable
  /** Drawn on the page as lines, not as an image; `texts` are those it sets. */
  | { kind: "drawing"; height: number; texts: readonly string[]; draw(canvas: PdfCanvas, width: number): void; after?: number }
  /** What follows begins on a page of its own. */
  | { kind: "page" }
  /** Stays on one page with the block after it where it fits. */
  | { kind: "space"; height: number; keep?: number };

export interface PdfTable {
  kind: "table";
  /** `share` of the width. */
  columns: readonly { header: string; share: number; align?: "left" | "right" }[];
  rows: readonly (readonly PdfCell[])[];
  size?: number;
  after?: number;
}
type PdfCell = string | { text: string; weight?: Weight; colour?: string };

export interface PdfFacts {
  title: string;
  author: string;
  language: string;
  createdAt: Date;
  /** Below every page. */
  footer(page: number, pages: number): string;
}

const margin = 54;
const columnGap = 20;
const footerSize = 8;
const lineHeight = 1.38;

/** Sets the blocks on A4 pages and returns the file. Text of any of the product's languages; the fonts are embedded as subsets. */
export async function writePdf(blocks: readonly Block[], facts: PdfFacts): Promise<Uint8Array> {
  const digits = "0123456789";
  const texts = [...blocks.flatMap(textsOf), facts.footer(1, 1), digits];
  const fonts = await preparePdfFonts(texts);
  const document = new PDFDocument({
    size: "A4",
    margin,
    bufferPages: true,
    lang: facts.language,
    displayTitle: true,
    info: { Title: facts.title, Author: facts.author, CreationDate: facts.createdAt, Producer: "Jinqiao", Creator: "Jinqiao" },
  });
  fonts.register(document);
  const bytes = collect(document);
  const writer = new PageWriter(document, fonts);
  for (const block of blocks) writer.add(block);
  writer.addFooters(facts.footer);
  document.end();
  return bytes;
}

function textsOf(block: Block): readonly string[] {
  if (block.kind === "text") return [block.text];
  if (block.kind === "drawing" || block.kind === "columns") return block.texts;
  if (block.kind !== "table") return [];
  return [...block.columns.map(({ header }) => header), ...block.rows.flat().map((cell) => cellOf(cell).text)];
}

const cellOf = (cell: PdfCell) => (typeof cell === "string" ? { text: cell } : cell);

const cellGap = 12;
const cellPad = 3.5;

class PageWriter {
  readonly #document: PDFKit.PDFDocument;
  readonly #fonts: PdfFonts;
  readonly #advances = new Map<string, number>();
  #y = margin;

  constructor(document: PDFKit.PDFDocument, fonts: PdfFonts) {
    this.#document = document;
    this.#fonts = fonts;
  }

  add(block: Block): void {
    if (block.kind === "page") this.#nextPage();
    else if (block.kind === "columns") this.#addColumns(block.texts, block);
    else if (block.kind === "space") {
      this.#y += block.height;
      if (block.keep && this.#y + block.keep > this.#bottom) this.#nextPage();
    } else if (block.kind === "rule") {
      this.#document
        .moveTo(margin, this.#y)
        .lineTo(this.#document.page.width - margin, this.#y)
        .lineWidth(0.5)
        .strokeColor("#c9d3db")
        .stroke();
      this.#y += 8;
    } else if (block.kind === "table") this.#addTable(block);
    else if (block.kind === "drawing") {
      if (this.#y + block.height > this.#bottom) this.#nextPage();
      block.draw(this.#canvas, this.#document.page.width - 2 * margin);
      this.#y += block.height + (block.after ?? 0);
    } else this.#addText(block.text, block);
  }

  #addTable({ columns, rows, size = 9, after = 0 }: PdfTable): void {
    const width = this.#document.page.width - 2 * margin;
    const shares = columns.reduce((sum, { share }) => sum + share, 0);
    const widths = columns.map(({ share }) => (width * share) / shares);
    const heading = columns.map(({ header }): PdfCell => ({ text: header, weight: "bold", colour: "#4a5b68" }));
    const draw = (cells: readonly PdfCell[], height: number, lines: string[][]) => {
      let x = margin;
      for (const [at, cell] of cells.entries()) {
        const { weight = "regular", colour = "#16242e" } = cellOf(cell);
        for (const [line, text] of lines[at]!.entries()) {
          const free = widths[at]! - cellGap - this.#widthOf(text, size, weight);
          const left = x + (columns[at]!.align === "right" ? free : 0);
          this.#drawLine(text, left, this.#y + cellPad + line * size * lineHeight, size, weight, colour);
        }
        x += widths[at]!;
      }
      this.#y += height;
      this.#canvas.line(0, 0, width, 0, { colour: "#dde4ea" });
    };
    const set = (cells: readonly PdfCell[]) => {
      const lines = cells.map((cell, at) => {
        const { text, weight = "regular" } = cellOf(cell);
        return this.#wrap(text, size, weight, widths[at]! - cellGap);
      });
      return { lines, height: Math.max(...lines.map(({ length }) => length)) * size * lineHeight + 2 * cellPad };
    };
    const head = set(heading);
    if (this.#y + head.height * 2 > this.#bottom) this.#nextPage();
    draw(heading, head.height, head.lines);
    for (const row of rows) {
      const { height, lines } = set(row);
      if (this.#y + height > this.#bottom) {
        this.#nextPage();
        draw(heading, head.height, head.lines);
      }
      draw(row, height, lines);
    }
    this.#y += after;
  }

  addFooters(footer: PdfFacts["footer"]): void {
    const { start, count } = this.#document.bufferedPageRange();
    for (let page = start; page < start + count; page++) {
      this.#document.switchToPage(page);
      // The footer lies in the margin, where pdfkit would otherwise begin a new page.
      this.#document.page.margins.bottom = 0;
      this.#drawLine(footer(page - start + 1, count), margin, this.#document.page.height - 36, footerSize, "regular", "#5b6b78");
    }
  }

  get #canvas(): PdfCanvas {
    return new PdfCanvas(this.#document, this.#fonts, { x: margin, y: this.#y });
  }

  get #bottom(): number {
    return this.#document.page.height - margin - 12;
  }

  #nextPage(): void {
    this.#document.addPage();
    this.#y = margin;
  }

  #addText(
    text: string,
    { size = 10, weight = "regular", colour = "#16242e", indent = 0, before = 0, after = 0 }: TextStyle,
  ): void {
    this.#y += before;
    const width = this.#document.page.width - 2 * margin - indent;
    for (const line of this.#wrap(text, size, weight, width)) {
      if (this.#y + size * lineHeight > this.#bottom) this.#nextPage();
      this.#drawLine(line, margin + indent, this.#y, size, weight, colour);
      this.#y += size * lineHeight;
    }
    this.#y += after;
  }

  /** Line by line beside each other, so that both break to the next page at the same place. */
  #addColumns(
    texts: readonly string[],
    { size = 10, weight = "regular", colour = "#16242e", indent = 0, before = 0, after = 0 }: TextStyle,
  ): void {
    this.#y += before;
    const width = (this.#document.page.width - 2 * margin - columnGap * (texts.length - 1)) / texts.length;
    const columns = texts.map((text) => this.#wrap(text, size, weight, width - indent));
    const lines = Math.max(...columns.map(({ length }) => length));
    for (let at = 0; at < lines; at++) {
      if (this.#y + size * lineHeight > this.#bottom) this.#nextPage();
      for (const [column, own] of columns.entries())
        if (own.length > at)
          this.#drawLine(own[at]!, margin + indent + column * (width + columnGap), this.#y, size, weight, colour);
      this.#y += size * lineHeight;
    }
    this.#y += after;
  }

  #drawLine(line: string, x: number, y: number, size: number, weight: Weight, colour: string): void {
    let at = x;
    for (const { text, font } of this.#fonts.runs(line, weight)) {
      this.#document.font(font).fontSize(size).fillColor(colour).text(text, at, y, { lineBreak: false });
      at += this.#document.widthOfString(text);
    }
  }

  #wrap(text: string, size: number, weight: Weight, width: number): string[] {
    const lines: string[] = [];
    for (const paragraph of text.split("\n")) {
      let line = "";
      let lineWidth = 0;
      for (const piece of piecesOf(paragraph)) {
        if (line !== "" && lineWidth + this.#widthOf(piece.trimEnd(), size, weight) > width) {
          lines.push(line.trimEnd());
          line = "";
          lineWidth = 0;
        }
        const added = line === "" ? piece.trimStart() : piece;
        line += added;
        lineWidth += this.#widthOf(added, size, weight);
        // A word longer than the line is cut where it must be.
        while (lineWidth > width && this.#widthOf(line.trimEnd(), size, weight) > width) {
          const fitting = this.#fittingLength(line, size, weight, width);
          lines.push(line.slice(0, fitting));
          line = line.slice(fitting);
          lineWidth = this.#widthOf(line, size, weight);
        }
      }
      lines.push(line.trimEnd());
    }
    return lines;
  }

  #fittingLength(line: string, size: number, weight: Weight, width: number): number {
    const characters = [...line];
    let length = characters.length;
    while (length > 1 && this.#widthOf(characters.slice(0, length).join(""), size, weight) > width) length--;
    return characters.slice(0, length).join("").length;
  }

  /** The sum of its characters' widths, each measured once: a long document asks for them a million times. */
  #widthOf(text: string, size: number, weight: Weight): number {
    let width = 0;
    for (const run of this.#fonts.runs(text, weight))
      for (const character of run.text) width += this.#advanceOf(character, run.font);
    return width * size;
  }

  #advanceOf(character: string, font: string): number {
    const name = `${font} ${character}`;
    const known = this.#advances.get(name);
    if (known !== undefined) return known;
    const advance = this.#document.font(font).fontSize(100).widthOfString(character) / 100;
    this.#advances.set(name, advance);
    return advance;
  }
}

/** Where a line may end: after a word with its spaces, and between Chinese characters, but never before closing punctuation. */
function piecesOf(paragraph: string): string[] {
  const pieces = paragraph.match(/[\p{Script=Han}　-〿＀-￯]|[^\s\p{Script=Han}　-〿＀-￯]+\s*|\s+/gu) ?? [];
  const joined: string[] = [];
  for (const piece of pieces) {
    if (joined.length > 0 && /^[，。、；：？！）》」』】”’,.;:!?)]/.test(piece)) joined[joined.length - 1] += piece;
    else joined.push(piece);
  }
  return joined;
}

function collect(document: PDFKit.PDFDocument): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    document.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    document.on("end", () => resolve(new Uint8Array(Buffer.concat(chunks))));
    document.on("error", reject);
  });
}
