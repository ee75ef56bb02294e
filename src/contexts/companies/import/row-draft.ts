import { hash } from "node:crypto";
import { detectTextLanguage } from "#platform/text-language.ts";
import { cityKey } from "../cities.ts";
import { registrableDomain } from "../deduplication/domains.ts";
import { cityOf, fenOf, headsOf, lineOf, textOf, websiteOf, yearOf } from "./cell-values.ts";
import { guessTarget, type Mapping } from "./columns.ts";
import { type CompanyDraft, type CompanyValues, identityWithoutId } from "./company-draft.ts";
import { countryOf } from "./countries.ts";
import { limits } from "./limits.ts";
import { rawCells } from "./raw-cells.ts";
import type { Reason, ReasonCode, SourceRow } from "./source-row.ts";
import { cellsByTarget, firstLine, type Note, readList, type TargetCells } from "./target-cells.ts";
import type { Target } from "./targets.ts";
import { readTranslations } from "./translations.ts";
import { fieldOf, fieldWithTopic, stageOf, statusOf, topicOf } from "./vocabulary.ts";

export type DraftOrRejection = { draft: CompanyDraft; rejected: null } | { draft: null; rejected: Reason[] };

/** Turns rows into drafts by a mapping. A row is rejected for its name, its id or its form alone; any other bad cell is dropped with a reason. */
export function rowReader(mapping: Mapping, lastYear: number): (row: SourceRow) => DraftOrRejection {
  const guessed = new Map<string, Target | null>();
  const targetOf = (column: string): Target | null => {
    if (column in mapping) return mapping[column]!;
    // JSONL: a key that the first rows did not have.
    if (!guessed.has(column)) guessed.set(column, guessTarget(column));
    return guessed.get(column)!;
  };
  return (row) => {
    if (row.reason) return { draft: null, rejected: [row.reason] };
    try {
      return readRow(row, cellsByTarget(row.cells, targetOf), lastYear);
    } catch (error) {
      // A value nested so deeply that it cannot be written out.
      if (error instanceof RangeError) return { draft: null, rejected: [{ column: null, code: "notJson" }] };
      throw error;
    }
  };
}

function readRow(row: SourceRow, cells: TargetCells, lastYear: number): DraftOrRejection {
  const reasons: Reason[] = [];
  const note: Note = (cell, code) => reasons.push({ column: cell.column, code, value: textOf(cell.value).slice(0, 100) });
  const values = readNames(cells, note);
  const externalId = lineOf(cells.get("externalId")?.[0]?.value);
  const rejected = rejectionOf(cells, values.name, externalId);
  if (rejected) return { draft: null, rejected: [rejected] };
  readTopics(cells, values, note);
  readPlace(cells, values, note);
  readFacts(cells, values, lastYear, note);
  const translations = readTranslations(cells, values, note);
  values.lang ??= detectTextLanguage(`${values.oneLiner ?? ""} ${values.description ?? ""}`.trim() || values.name);
  const raw = rawCells(row);
  const content = JSON.stringify([values, translations, raw]);
  const draft: CompanyDraft = {
    rowNumber: row.number,
    lastRowNumber: row.lastNumber ?? row.number,
    externalId: externalId || `~${hash("sha256", identityWithoutId(values), "base64url").slice(0, 22)}`,
    contentHash: hash("sha256", content, "base64url"),
    size: content.length,
    raw,
    values,
    translations,
    reasons,
  };
  return { draft, rejected: null };
}

function rejectionOf(cells: TargetCells, name: string, externalId: string): Reason | null {
  const column = cells.get("name")?.[0]?.column ?? null;
  if (name === "") return { column, code: "nameMissing" };
  if (name.length > limits.nameCharacters) return { column, code: "nameTooLong", value: name.slice(0, 100) };
  if (name.includes("\uFFFD")) return { column, code: "wrongEncoding", value: name };
  if (externalId.length > limits.identifierCharacters) {
    return { column: cells.get("externalId")![0]!.column, code: "idTooLong", value: externalId.slice(0, 100) };
  }
  return null;
}

function readNames(cells: TargetCells, note: Note): CompanyValues {
  const translated = (["name.en", "name.zh", "name.de", "name.ru"] as const)
    .flatMap((target) => cells.get(target) ?? [])
    .map(({ value }) => lineOf(value));
  const name = firstLine(cells, "name") || firstLine(cells, "legalName") || translated.find(Boolean) || "";
  const values: CompanyValues = { name };
  const legal = cells.get("legalName")?.[0];
  if (legal) {
    const legalName = lineOf(legal.value);
    if (legalName.length > limits.shortTextCharacters) note(legal, "textTooLong");
    else if (legalName !== "") values.legalName = legalName;
  }
  const otherNames = [...translated, ...readList(cells, "otherNames", note)].filter((other) => other !== "" && other !== name);
  if (otherNames.length > 0) values.otherNames = [...new Set(otherNames)].slice(0, 20);
  const formerNames = readList(cells, "formerNames", note);
  if (formerNames.length > 0) values.formerNames = formerNames.slice(0, 20);
  return values;
}

/** Tags and industries stay as written; those that are labels of the taxonomy also give field and topics. */
function readTopics(cells: TargetCells, values: CompanyValues, note: Note): void {
  const stated = [...readList(cells, "field", note), ...readList(cells, "topics", note)];
  const written = [...readList(cells, "tags", note), ...readList(cells, "industries", note)];
  const labels = [...stated, ...written];
  const topics = [...new Set(labels.flatMap((label) => topicOf(label) ?? []))].slice(0, 20);
  const field = labels.map(fieldOf).find((found) => found !== null) ?? (topics[0] ? fieldWithTopic(topics[0]) : null);
  const tags = [...new Set([...written, ...stated.filter((label) => !topicOf(label) && !fieldOf(label))])].slice(
    0,
    limits.listItems,
  );
  if (topics.length > 0) values.topics = topics;
  if (field) values.field = field;
  if (tags.length > 0) values.tags = tags;
}

function readPlace(cells: TargetCells, values: CompanyValues, note: Note): void {
  const location = firstLine(cells, "location").split(/[;；]/)[0]!.trim();
  const parts = location.split(/[,，]/).map((part) => part.trim());
  const stated = cells.get("country")?.[0];
  const statedText = lineOf(stated?.value);
  const country = countryOf(statedText) ?? countryOf(parts.at(-1) ?? "");
  if (country) values.country = country;
  if (stated && statedText !== "" && !countryOf(statedText)) note(stated, "countryUnknown");
  const cityCell = cells.get("city")?.[0];
  const city = cityOf(cityCell?.value) || (parts.length > 1 ? parts[0]! : "");
  if (cityCell && city.length > 120) note(cityCell, "textTooLong");
  else if (city !== "" && city.length <= 120) values.city = cityKey(city);
}

function readFacts(cells: TargetCells, values: CompanyValues, lastYear: number, note: Note): void {
  const read = <Value>(target: Target, parse: (value: unknown) => Value | null, code: ReasonCode): Value | undefined => {
    const cell = cells.get(target)?.find(({ value }) => lineOf(value) !== "");
    if (!cell) return undefined;
    const value = parse(cell.value);
    if (value === null) note(cell, code);
    return value ?? undefined;
  };
  const set = <Key extends keyof CompanyValues>(key: Key, value: CompanyValues[Key] | undefined) => {
    if (value !== undefined) values[key] = value;
  };
  set(
    "foundedYear",
    read("foundedYear", (value) => yearOf(value, lastYear), "yearInvalid"),
  );
  set("teamSize", read("teamSize", headsOf, "teamSizeInvalid"));
  set(
    "stage",
    read("stage", (value) => stageOf(lineOf(value)), "stageUnknown"),
  );
  set(
    "status",
    read("status", (value) => statusOf(lineOf(value)), "statusUnknown"),
  );
  set("website", read("website", websiteOf, "websiteInvalid"));
  set("domain", registrableDomain(values.website) ?? undefined);
  set(
    "fundingTotalFen",
    read("fundingCnyMillion", (value) => fenOf(`${lineOf(value)} million`), "fundingInvalid") ??
      read("fundingTotal", fenOf, "fundingInvalid"),
  );
  set(
    "lang",
    read("lang", (value) => /^[a-z]{2,3}(?=$|[-_])/.exec(lineOf(value).toLowerCase())?.[0] ?? null, "textTooLong"),
  );
  const certificates = readList(cells, "certificates", note);
  if (certificates.length > 0) values.certificates = certificates;
}
