import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { projectRoot } from "#platform/project-root.ts";
import { documentVersion } from "../company-document.ts";
import { companyDocument, smallThesaurus } from "../core/testing.ts";
import { calibrate, createTextAnalysis } from "../core/text-analysis.ts";
import { IndexMaker } from "./index-maker.ts";
import type { SnapshotFacts } from "./snapshot.ts";
import { writeSnapshot } from "./snapshot.ts";

const directory = mkdtempSync(join(tmpdir(), "jinqiao-snapshot-"));
afterAll(() => rmSync(directory, { recursive: true }));

const documents = [
  companyDocument({ id: "a", lang: "en", name: "Volt", oneLiner: "Battery diagnostics" }),
  companyDocument({ id: "b", lang: "de", name: "Luchs", oneLiner: "Lidar für Lastwagen" }),
];
const options = { thesaurus: smallThesaurus };
const analysis = createTextAnalysis(options);
const calibration = calibrate(documents, analysis);
const facts: SnapshotFacts = {
  documentVersion,
  baseId: "base",
  changeSeq: 7,
  companies: 2,
  builtAt: "2026-03-02T09:00:00.000Z",
  calibrationId: "one",
  calibration,
};

function maker(): IndexMaker {
  const own = new IndexMaker(options, analysis, "test");
  own.prepare(1, calibration);
  return own;
}

test("a snapshot comes back as it was written, and is refused when cut, changed or of another kind", () => {
  const file = join(directory, "whole/companies.index");
  const writer = maker();
  const { parts } = writer.change(1, [], documents, []);
  writer.save(file, facts, 1, parts);
  const reader = new IndexMaker(options, analysis, "other");
  const restored = reader.restore(file, 4);
  expect(restored.facts).toEqual(facts);
  const engine = reader.serve(4, restored.parts);
  expect(engine.search({ query: "lidar" }).hits.map(({ id }) => id)).toEqual(["b"]);
  const content = readFileSync(file);
  for (const length of [0, 7, 40, content.length - 1]) {
    writeFileSync(file, content.subarray(0, length));
    expect(() => reader.restore(file, 5)).toThrow("cannot be used");
  }
  content[content.length - 9]! ^= 1;
  writeFileSync(file, content);
  expect(() => reader.restore(file, 5)).toThrow("damaged");
  writeFileSync(file, "something else, and longer than the head of an index");
  expect(() => reader.restore(file, 5)).toThrow("other format");
});

test("a disk that fills while a snapshot is written leaves the old one, and nothing beside it", () => {
  const file = join(directory, "full/companies.index");
  writeSnapshot(file, [Buffer.from("the old one")]);
  let written = 0;
  const full = ((handle: number, bytes: Uint8Array, at: number, length: number) => {
    if (written > 0) throw Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" });
    written += length;
    return writeSync(handle, bytes, at, length);
  }) as typeof writeSync;
  expect(() => writeSnapshot(file, [Buffer.from("the new "), Buffer.from("one")], full)).toThrow("ENOSPC");
  expect(readFileSync(file, "utf8")).toBe("the old one");
  expect(readdirSync(join(directory, "full"))).toEqual(["companies.index"]);
});

test("a process killed at any moment of joining and saving leaves a snapshot that loads", async () => {
  const file = join(directory, "killed/companies.index");
  const script = join(projectRoot, "src/contexts/matching/living-index/testing/save-for-ever.ts");
  const reader = new IndexMaker(options, analysis, "reader");
  let loaded = 0;
  for (const ms of [0, 3, 17, 42, 75, 120]) {
    const child = spawn(process.execPath, [script, file], { stdio: ["ignore", "pipe", "inherit"] });
    // The first byte says that it has begun.
    await new Promise((resolve) => child.stdout.once("data", resolve));
    await new Promise((resolve) => setTimeout(resolve, ms));
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("exit", resolve));
    if (!existsSync(file)) continue;
    const { facts: found, parts } = reader.restore(file, 2);
    expect(reader.serve(2, parts).size).toBe(found.companies);
    loaded++;
  }
  expect(loaded).toBeGreaterThan(0);
});
