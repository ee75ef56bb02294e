import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Language } from "./language.ts";
import { smallAnalysis, smallThesaurus } from "./testing.ts";
import { createThesaurus, loadThesaurus, parseConcepts } from "./thesaurus.ts";

function mentions(text: string, language?: Language): [string, string, string][] {
  const analysis = smallAnalysis.analyser.analyse(text, language);
  return smallAnalysis.recogniser
    .recognise(text, analysis)
    .map(({ concept, start, end, language }) => [concept, text.slice(start, end), language]);
}

test("columns are found by the header, whatever their order, and cells hold several terms", () => {
  const [concept] = parseConcepts("\uFEFFid\tzh\ten\tbroader\r\nlidar\t激光雷达|雷达\tlidar | laser radar\tsensors\r\n");
  expect(concept).toEqual({
    id: "lidar",
    broader: ["sensors"],
    related: [],
    labels: { en: ["lidar", "laser radar"], de: [], ru: [], zh: ["激光雷达", "雷达"] },
  });
});

test("a missing directory is an empty thesaurus, and all .tsv files of one are read", () => {
  expect(loadThesaurus("/nowhere").concepts.size).toBe(0);
  const directory = mkdtempSync(join(tmpdir(), "thesaurus-"));
  writeFileSync(join(directory, "a.tsv"), "id\tbroader\trelated\ten\tde\tru\tzh\nx\t\t\tone\t\t\t\n");
  writeFileSync(join(directory, "b.tsv"), "id\tbroader\trelated\ten\tde\tru\tzh\nx\ty\t\ttwo\t\t\t\ny\t\t\tthree\t\t\t\n");
  const thesaurus = loadThesaurus(directory);
  expect(thesaurus.concepts.get("x")?.labels.en).toEqual(["one", "two"]);
  expect([...thesaurus.ancestors("x")]).toEqual([["y", 1]]);
});

test("wider concepts come with their distance, and circles end", () => {
  expect([...smallThesaurus.ancestors("battery-diagnostics")]).toEqual([
    ["battery-management", 1],
    ["electrification", 2],
  ]);
  const circle = createThesaurus(parseConcepts("id\tbroader\ten\na\tb\ta\nb\ta\tb\n"));
  expect([...circle.ancestors("a")]).toEqual([["b", 1]]);
});

test("labels fall back to English and then to the id", () => {
  const thesaurus = createThesaurus(parseConcepts("id\ten\nlidar\tlidar\nbare\t\n"));
  expect(thesaurus.label("lidar", "zh")).toBe("lidar");
  expect(thesaurus.label("bare", "de")).toBe("bare");
  expect(smallThesaurus.label("lidar", "zh")).toBe("激光雷达");
});

test("concepts are recognised in every language, inflected and compounded", () => {
  expect(mentions("Improving the state of health", "en")).toEqual([["battery-diagnostics", "state of health", "en"]]);
  expect(mentions("Anbieter von Batteriediagnosen", "de")).toEqual([["battery-diagnostics", "Batteriediagnosen", "de"]]);
  expect(mentions("решения для диагностики батарей", "ru")).toEqual([["battery-diagnostics", "диагностики батарей", "ru"]]);
  expect(mentions("动力电池诊断平台", "zh")).toEqual([["battery-diagnostics", "电池诊断", "zh"]]);
});

test("the longest label wins and swallows those inside it", () => {
  expect(mentions("电池管理与电池健康度", "zh")).toEqual([
    ["battery-management", "电池管理", "zh"],
    ["battery-diagnostics", "电池健康度", "zh"],
  ]);
});

test("English labels are found in German and Chinese text, mixed labels without case and spaces", () => {
  expect(mentions("Software für laser radar", "de")).toEqual([["lidar", "laser radar", "en"]]);
  expect(mentions("v2x 通信模块", "zh")).toEqual([["vehicle-to-everything", "v2x 通信", "zh"]]);
});

test("an abbreviation that is also a common word must be in capitals", () => {
  expect(mentions("it works", "en")).toEqual([]);
  expect(mentions("IT works", "en")).toEqual([["information-technology", "IT", "en"]]);
});

test("a part of a hyphenated label is not the label", () => {
  const text = "die Diagnose";
  expect(mentions(text, "de")).toEqual([]);
});
