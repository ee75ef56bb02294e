// Writes the companies of one size to disk, as the index reads them.
import { generateUniverse } from "#db/seeds/universe/index.ts";
import { companyDocument, type Document } from "../ours.ts";
import { idOf, writeDocuments } from "./documents.ts";

export interface GenerateTask {
  directory: string;
  companies: number;
}

export interface GenerateReport {
  seconds: number;
}

function* documents(companies: number): Generator<Document> {
  let number = 0;
  for (const company of generateUniverse({ companies })) yield companyDocument({ ...company, id: idOf(number++) });
}

if (import.meta.main) {
  const { directory, companies }: GenerateTask = JSON.parse(process.argv[2]!);
  const startedAt = performance.now();
  writeDocuments(directory, documents(companies), companies);
  process.send!({ seconds: (performance.now() - startedAt) / 1000 } satisfies GenerateReport);
}
