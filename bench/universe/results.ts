import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { BuildReport } from "./build-process.ts";
import type { PeerReport } from "./peer-process.ts";
import type { RowsReport } from "./rows-process.ts";
import type { SearchReport } from "./search-process.ts";

export interface SizeResults {
  companies: number;
  circumstances: string;
  generatedSeconds: number;
  rows: RowsReport;
  build: BuildReport;
  ours: Record<"words" | "full", SearchReport>;
  /** By key of the peer; a text is the reason why there are no numbers. */
  peers: Record<string, Omit<PeerReport, "rankings"> | string>;
}

const file = new URL("../results.json", import.meta.url);

/** All sizes that were ever measured, smallest first; each size is one run. */
export function readResults(): SizeResults[] {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
}

export function storeResults(results: SizeResults): void {
  const others = readResults().filter(({ companies }) => companies !== results.companies);
  const all = [...others, results].sort((a, b) => a.companies - b.companies);
  const rounded = (_: string, value: unknown): unknown => (typeof value === "number" ? Number(value.toPrecision(4)) : value);
  writeFileSync(file, `${JSON.stringify(all, rounded, 2)}\n`);
}
