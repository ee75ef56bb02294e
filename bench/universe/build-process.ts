// Builds our index of one size, in a process of its own so that time and memory are its own.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSnapshot } from "../ours.ts";
import { readDocuments } from "./documents.ts";

export interface BuildTask {
  directory: string;
}

export interface BuildReport {
  buildSeconds: number;
  saveSeconds: number;
  peakMegabytes: number;
  snapshotMegabytes: number;
}

export const snapshotFile = (directory: string): string => join(directory, "companies.index");

if (import.meta.main) {
  const { directory }: BuildTask = JSON.parse(process.argv[2]!);
  const startedAt = performance.now();
  const snapshot = buildSnapshot(readDocuments(directory));
  const builtAt = performance.now();
  writeFileSync(snapshotFile(directory), snapshot);
  process.send!({
    buildSeconds: (builtAt - startedAt) / 1000,
    saveSeconds: (performance.now() - builtAt) / 1000,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
    snapshotMegabytes: snapshot.byteLength / 2 ** 20,
  } satisfies BuildReport);
}
