import fc from "fast-check";
import { expect, test } from "vitest";
import { SegmentBuilder } from "./builder.ts";
import { FIELDS } from "./document.ts";
import { bytesSource, IndexFileError, indexFileBytes, readIndexFile } from "./index-file.ts";
import { type IndexPart, idsOf, withoutIds, withSegment } from "./parts.ts";
import { defaultScoring } from "./scoring.ts";
import { buildStringTable, StringTable } from "./string-table.ts";
import { companyDocument, smallAnalysis } from "./testing.ts";

const measure = { signature: "one", scoring: defaultScoring, fields: FIELDS, averageLengths: [1, 1, 1, 1, 1] };

function someParts(): IndexPart[] {
  const first = new SegmentBuilder(smallAnalysis);
  const volt = { id: "a", name: "Volt", oneLiner: "Battery diagnostics", facets: { country: ["DE"], founded: 2019 } };
  first.add(companyDocument(volt));
  first.add(companyDocument({ id: "b", name: "电诊", lang: "zh", oneLiner: "电池诊断" }));
  const second = new SegmentBuilder(smallAnalysis);
  second.add(companyDocument({ id: "c", name: "Luchs", oneLiner: "Lidar" }));
  return withoutIds(withSegment(withSegment([], first.seal(measure)), second.seal(measure)), ["b"]);
}

const save = (parts: IndexPart[]): Buffer => Buffer.concat([...indexFileBytes(parts, "one", { changeSeq: 7 })]);
const load = (file: Uint8Array, signature = "one") => readIndexFile(bytesSource(file), () => signature);

test("a saved index loads with its segments, deletions and facts", () => {
  const parts = someParts();
  const { parts: loaded, facts } = load(save(parts));
  expect(facts).toEqual({ changeSeq: 7 });
  expect(loaded.map(({ segment }) => [...idsOf(segment)])).toEqual([["a", "b"], ["c"]]);
  expect(loaded.map(({ tombstones }) => [...(tombstones?.log ?? [])])).toEqual([[1], []]);
  for (const [at, { segment }] of loaded.entries()) {
    const original = new Uint8Array(parts[at]!.segment.memory.buffer, 0, segment.bytes);
    expect(Buffer.from(segment.memory.buffer, 0, segment.bytes).equals(Buffer.from(original))).toBe(true);
  }
  const [{ segment }] = loaded as [IndexPart];
  expect(segment.numberColumn("founded")?.[0]).toBe(2019);
  expect([...segment.facetDocuments("country", "DE")]).toEqual([0]);
  expect([...segment.facetDocuments("country", "CN")]).toEqual([]);
});

test("a file cut at any byte is refused", () => {
  const file = save(someParts());
  for (let length = 0; length < file.length; length++) expect(() => load(file.subarray(0, length))).toThrow(IndexFileError);
});

test("a file with any byte changed is refused", () => {
  const file = save(someParts());
  fc.assert(
    fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const damaged = Buffer.from(file);
      damaged[at] = damaged[at]! ^ change;
      expect(() => load(damaged)).toThrow(IndexFileError);
    }),
  );
});

test("an index of another analysis is refused, so that it is built anew", () => {
  expect(() => load(save(someParts()), "two")).toThrow("other analysis");
});

test("a string table finds exactly its strings", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ unit: "grapheme" }), { maxLength: 60 }), fc.string(), (strings, other) => {
      const table = new StringTable(buildStringTable(strings));
      expect(table.size).toBe(strings.length);
      for (const [index, text] of strings.entries()) {
        expect(table.find(text)).toBe(index);
        expect(table.at(index)).toBe(text);
      }
      expect(table.find(other)).toBe(strings.indexOf(other));
    }),
  );
});
