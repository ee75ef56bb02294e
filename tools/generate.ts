// Writes what is generated from the source: database types and the reference pages; --check fails when one is out of date.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { applicationStates, outcomes } from "#contexts/applications/application.ts";
import { phaseKinds } from "#contexts/applications/review/phase.ts";
import { fields } from "#contexts/companies/fields.ts";
import { type Role, roles } from "#contexts/identity/roles.ts";
import { needStates } from "#contexts/needs/need.ts";
import { openDatabase } from "#platform/db/database.ts";
import { migrate } from "#platform/db/migrator.ts";
import { type Catalogue, loadCatalogue } from "#platform/i18n/catalogues.ts";
import { endpoints } from "#server/contexts.ts";
import { openApiDocument } from "#server/openapi.ts";
import { compileKernel } from "./compile-kernel.ts";
import { generateDatabaseTypes } from "./generate-database-types.ts";
import { glossary } from "./reference/glossary.ts";
import { permissionsReference } from "./reference/permissions.ts";

const check = process.argv.includes("--check");
const files: Record<string, string> = {
  "db/types.gen.ts": await databaseTypes(),
  "docs/reference/openapi.json": oneOperationALine(openApiDocument(endpoints)),
  "docs/reference/permissions.md": permissionsReference((await loadCatalogue("en")).identity.roles as Record<Role, string>),
  "docs/reference/glossary.md": await glossaryPage(),
  "src/contexts/matching/core/kernel-code.ts": await compileKernel("kernel"),
  "src/contexts/matching/core/vectors-code.ts": await compileKernel("vectors"),
};

let stale = false;
for (const [file, content] of Object.entries(files)) {
  if (existsSync(file) && readFileSync(file, "utf8") === content) continue;
  stale = true;
  mkdirSync(dirname(file), { recursive: true });
  if (check) console.error(`${file} is out of date: run "npm run generate" and commit it.`);
  else writeFileSync(file, content);
}
process.exit(check && stale ? 1 : 0);

/** Small enough to keep in the repository, and a changed endpoint is a changed line. */
function oneOperationALine({ paths, ...document }: Record<string, unknown>): string {
  const lines = Object.entries(paths as Record<string, Record<string, unknown>>).map(([path, operations]) => {
    const methods = Object.entries(operations).map(([method, operation]) => `"${method}":${JSON.stringify(operation)}`);
    return `${JSON.stringify(path)}:{\n${methods.join(",\n")}}`;
  });
  return `${JSON.stringify(document).slice(0, -1)},"paths":{\n${lines.join(",\n")}\n}}\n`;
}

async function databaseTypes(): Promise<string> {
  const database = await openDatabase({ directory: null });
  await migrate(database.pool);
  const types = await generateDatabaseTypes(database.pool);
  await database.close();
  return types;
}

async function glossaryPage(): Promise<string> {
  const [en, zh, de, ru] = await Promise.all([
    loadCatalogue("en"),
    loadCatalogue("zh-CN"),
    loadCatalogue("de"),
    loadCatalogue("ru"),
  ]);
  const inAll = (word: (catalogue: Catalogue) => string) => ({ en: word(en), zh: word(zh), de: word(de), ru: word(ru) });
  return glossary([
    { title: "Seats", rows: roles.map((role) => inAll(({ identity }) => identity.roles[role])) },
    { title: "States of a need", rows: needStates.map((state) => inAll(({ needs }) => needs.state[state])) },
    {
      title: "States of an application",
      rows: [...applicationStates, ...outcomes].map((state) => inAll(({ applications }) => applications.writing.state[state])),
    },
    { title: "Phases of a review", rows: phaseKinds.map((kind) => inAll(({ reviews }) => reviews.phase[kind])) },
    { title: "Fields", rows: fields.map((field) => inAll(({ taxonomy }) => taxonomy.fields[field])) },
  ]);
}
