import { createHash } from "node:crypto";
import type { ShortVector } from "../core/vector-block.ts";

export function shorten(vector: readonly number[]): ShortVector {
  const length = Math.hypot(...vector) || 1;
  const most = Math.max(...vector.map(Math.abs)) / length || 1;
  const scale = most / 127;
  return { bytes: Int8Array.from(vector, (value) => Math.round(value / length / scale)), scale };
}

/** A vector as its row keeps it. */
export const storedVector = ({ scale, vector }: { scale: number; vector: Buffer }): ShortVector => ({
  bytes: new Int8Array(vector.buffer, vector.byteOffset, vector.byteLength),
  scale,
});

/** Tells whether a text is the one a vector was made of. */
export const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");
