import type { PdfFonts, Weight } from "./fonts.ts";

interface Stroke {
  colour: string;
  width?: number;
  /** Lengths of dash and gap. */
  dash?: [number, number];
}

interface Lettering {
  size?: number;
  weight?: Weight;
  colour?: string;
  align?: "left" | "centre" | "right";
}

/** A place on a page to draw on, in points from its own corner. */
export class PdfCanvas {
  readonly #document: PDFKit.PDFDocument;
  readonly #fonts: PdfFonts;
  readonly #origin: { x: number; y: number };

  constructor(document: PDFKit.PDFDocument, fonts: PdfFonts, origin: { x: number; y: number }) {
    this.#document = document;
    this.#fonts = fonts;
    this.#origin = origin;
  }

  line(fromX: number, fromY: number, toX: number, toY: number, stroke: Stroke): void {
    this.path(
      [
        [fromX, fromY],
        [toX, toY],
      ],
      stroke,
    );
  }

  path(points: readonly (readonly [number, number])[], { colour, width = 0.5, dash }: Stroke): void {
    if (points.length < 2) return;
    const { x, y } = this.#origin;
    this.#document.save();
    for (const [at, [pointX, pointY]] of points.entries())
      at === 0 ? this.#document.moveTo(x + pointX, y + pointY) : this.#document.lineTo(x + pointX, y + pointY);
    if (dash) this.#document.dash(dash[0], { space: dash[1] });
    this.#document.lineWidth(width).lineJoin("round").strokeColor(colour).stroke();
    this.#document.restore();
  }

  box(atX: number, atY: number, width: number, height: number, colour: string, radius = 0): void {
    const { x, y } = this.#origin;
    this.#document
      .save()
      .roundedRect(x + atX, y + atY, width, height, radius)
      .fillColor(colour)
      .fill()
      .restore();
  }

  dot(atX: number, atY: number, radius: number, colour: string, edge = "#ffffff"): void {
    const { x, y } = this.#origin;
    this.#document
      .save()
      .circle(x + atX, y + atY, radius)
      .lineWidth(0.8)
      .fillAndStroke(colour, edge)
      .restore();
  }

  text(
    text: string,
    atX: number,
    atY: number,
    { size = 8, weight = "regular", colour = "#16242e", align = "left" }: Lettering = {},
  ): void {
    const runs = this.#fonts.runs(text, weight).map((run) => ({
      ...run,
      width: this.#document.font(run.font).fontSize(size).widthOfString(run.text),
    }));
    const width = runs.reduce((sum, run) => sum + run.width, 0);
    let x = this.#origin.x + atX - (align === "right" ? width : align === "centre" ? width / 2 : 0);
    for (const run of runs) {
      this.#document
        .font(run.font)
        .fontSize(size)
        .fillColor(colour)
        .text(run.text, x, this.#origin.y + atY, { lineBreak: false });
      x += run.width;
    }
  }
}
