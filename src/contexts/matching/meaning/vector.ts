import { createHash } from "node:crypto";

/** A vector of length one in eight bits a dimension: value ≈ byte × scale. */
export interface ShortVector {
  bytes: Int8Array;
  scale: number;
}

export function shorten(vector: readonly number[]): ShortVector {
  const length = Math.hypot(...vector) || 1;
  const most = Math.max(...vector.map(Math.abs)) / length || 1;
  const scale = most / 127;
  return { bytes: Int8Array.from(vector, (value) => Math.round(value / length / scale)), scale };
}

/** Cosine of two shortened vectors; null where they come from models of different sizes. */
export function cosine(a: ShortVector, b: ShortVector): number | null {
  if (a.bytes.length !== b.bytes.length) return null;
  let sum = 0;
  for (let at = 0; at < a.bytes.length; at++) sum += a.bytes[at]! * b.bytes[at]!;
  return sum * a.scale * b.scale;
}

/** Cosines spread over 0 to 1 between the least and the greatest, so that they can be added to another score. */
export function spread(cosines: ReadonlyMap<string, number>): Map<string, number> {
  let least = Infinity;
  let most = -Infinity;
  for (const value of cosines.values()) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  const range = most - least || 1;
  return new Map([...cosines].map(([id, value]) => [id, (value - least) / range]));
}

/** A vector as its row keeps it. */
export const storedVector = ({ scale, vector }: { scale: number; vector: Buffer }): ShortVector => ({
  bytes: new Int8Array(vector.buffer, vector.byteOffset, vector.byteLength),
  scale,
});

/** Tells whether a text is the one a vector was made of. */
export const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");
