import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";

/** Its number grows when documents get other facets, which the segment's own signature does not cover. */
const magic = "JQINDEX2";
const header = z.object({
  /** Which base the index was built from; another database under the same directory makes it worthless. */
  baseId: z.string(),
  changeSeq: z.number().int(),
  companies: z.number().int(),
  builtAt: z.string(),
  sha256: z.string(),
});
export type SnapshotHeader = Omit<z.infer<typeof header>, "sha256">;

/** Writes beside the file and renames, so that a reader finds the old snapshot or the new one, never half of one. */
export async function writeSnapshot(file: string, facts: SnapshotHeader, bytes: Uint8Array): Promise<void> {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const head = Buffer.from(JSON.stringify({ ...facts, sha256 }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  const temporary = `${file}.${process.pid}.tmp`;
  await mkdir(dirname(file), { recursive: true });
  try {
    await writeFile(temporary, Buffer.concat([Buffer.from(magic), length, head, bytes]));
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Null when there is none, or when it is cut short, damaged or of another format: build anew then. */
export async function readSnapshot(file: string): Promise<{ facts: SnapshotHeader; bytes: Uint8Array } | null> {
  try {
    const content = await readFile(file);
    if (content.subarray(0, magic.length).toString() !== magic) return null;
    const start = magic.length + 4;
    const end = start + content.readUInt32LE(magic.length);
    const { sha256, ...facts } = header.parse(JSON.parse(content.subarray(start, end).toString()));
    const bytes = new Uint8Array(content.subarray(end));
    return createHash("sha256").update(bytes).digest("hex") === sha256 ? { facts, bytes } : null;
  } catch {
    return null;
  }
}
