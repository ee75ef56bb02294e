import { crc32, deflateSync, inflateSync } from "node:zlib";

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const colours = 256;

interface Pixels {
  width: number;
  height: number;
  /** Red, green, blue of every pixel. */
  rgb: Uint8Array;
}

/** The same picture with at most 256 colours: a screenshot of a page in a third of the bytes. Takes 8-bit RGB or RGBA. */
export function toPalettePng(png: Buffer): Buffer {
  const pixels = decode(png);
  const palette = choosePalette(pixels.rgb);
  return encode(pixels, palette);
}

function decode(png: Buffer): Pixels {
  const chunks = [...chunksOf(png)];
  const header = chunks.find(({ type }) => type === "IHDR")!.data;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const channels = header[9] === 6 ? 4 : 3;
  const lines = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === "IDAT").map(({ data }) => data)));
  const bytes = unfilter(lines, width * channels, channels);
  const rgb = new Uint8Array(width * height * 3);
  for (let at = 0; at < width * height; at++) rgb.set(bytes.subarray(at * channels, at * channels + 3), at * 3);
  return { width, height, rgb };
}

function* chunksOf(png: Buffer): Generator<{ type: string; data: Buffer }> {
  for (let at = signature.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    yield { type: png.toString("latin1", at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) };
    at += length + 12;
  }
}

/** Undoes the filters of PNG (ISO/IEC 15948, clause 9). */
function unfilter(lines: Buffer, lineLength: number, step: number): Uint8Array {
  const height = lines.length / (lineLength + 1);
  const out = new Uint8Array(height * lineLength);
  for (let y = 0; y < height; y++) {
    const filter = lines[y * (lineLength + 1)]!;
    for (let x = 0; x < lineLength; x++) {
      const at = y * lineLength + x;
      const left = x >= step ? out[at - step]! : 0;
      const up = y > 0 ? out[at - lineLength]! : 0;
      const corner = x >= step && y > 0 ? out[at - lineLength - step]! : 0;
      out[at] = lines[y * (lineLength + 1) + 1 + x]! + predict(filter, left, up, corner);
    }
  }
  return out;
}

function predict(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter === 4) {
    const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
    return a <= b && a <= c ? left : b <= c ? up : corner;
  }
  return 0;
}

type Colour = [red: number, green: number, blue: number, count: number];

/** Median cut: the box with most pixels times width is halved until there are enough. */
function choosePalette(rgb: Uint8Array): Colour[] {
  const counts = new Map<number, number>();
  for (let at = 0; at < rgb.length; at += 3) {
    const key = (rgb[at]! << 16) | (rgb[at + 1]! << 8) | rgb[at + 2]!;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const all = [...counts].map(([key, count]): Colour => [key >> 16, (key >> 8) & 255, key & 255, count]);
  const boxes = [boxOf(all)];
  while (boxes.length < colours) {
    boxes.sort((a, b) => b.weight - a.weight);
    const [first] = boxes;
    if (!first || first.weight === 0) break;
    boxes.shift();
    const sorted = first.members.sort((a, b) => a[first.axis]! - b[first.axis]!);
    const middle = Math.max(1, sorted.length >> 1);
    boxes.push(boxOf(sorted.slice(0, middle)), boxOf(sorted.slice(middle)));
  }
  return boxes.map(({ members }) => members.reduce((most, each) => (each[3] > most[3] ? each : most)));
}

function boxOf(members: Colour[]): { members: Colour[]; axis: 0 | 1 | 2; weight: number } {
  const spans = ([0, 1, 2] as const).map((axis) => {
    let [low, high] = [255, 0];
    for (const colour of members) [low, high] = [Math.min(low, colour[axis]), Math.max(high, colour[axis])];
    return { axis, span: high - low };
  });
  const { axis, span } = spans.reduce((widest, each) => (each.span > widest.span ? each : widest));
  const total = members.reduce((sum, [, , , count]) => sum + count, 0);
  return { members, axis, weight: members.length > 1 ? span * Math.sqrt(total) : 0 };
}

function encode({ width, height, rgb }: Pixels, palette: Colour[]): Buffer {
  const nearest = new Map<number, number>();
  const lines = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3;
      const [red, green, blue] = [rgb[at]!, rgb[at + 1]!, rgb[at + 2]!];
      const key = (red << 16) | (green << 8) | blue;
      let index = nearest.get(key);
      if (index === undefined) {
        index = nearestOf(palette, red, green, blue);
        nearest.set(key, index);
      }
      lines[y * (width + 1) + 1 + x] = index;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const table = Buffer.from(palette.flatMap((colour) => colour.slice(0, 3)));
  const parts = [chunk("IHDR", header), chunk("PLTE", table), chunk("IDAT", deflateSync(lines, { level: 9 })), chunk("IEND")];
  return Buffer.concat([signature, ...parts]);
}

function nearestOf(palette: Colour[], red: number, green: number, blue: number): number {
  let [best, distance] = [0, Number.POSITIVE_INFINITY];
  for (const [index, [r, g, b]] of palette.entries()) {
    const far = (r - red) ** 2 * 2 + (g - green) ** 2 * 4 + (b - blue) ** 2 * 3;
    if (far < distance) [best, distance] = [index, far];
  }
  return best;
}

function chunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  frame.set(body, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}
