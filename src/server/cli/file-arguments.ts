import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** Throws unless the path names a file. */
export function requireFile(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new Error(`There is no file ${path}.`);
  if (found.isDirectory()) throw new Error(`${path} is a directory, not a file.`);
}

/** Throws where no file can be written, before long work is done for nothing. */
export function requireTarget(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`${path} is a directory, not a file.`);
  const directory = dirname(resolve(path));
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`There is no directory ${directory}.`);
}
