import fc from "fast-check";
import { expect, test } from "vitest";
import { SegmentBuilder } from "./builder.ts";
import { FIELDS } from "./document.ts";
import { defaultScoring } from "./scoring.ts";
import type { Segment } from "./segment.ts";
import { loadSegment, saveSegment } from "./segment-file.ts";
import { buildStringTable, StringTable } from "./string-table.ts";
import { companyDocument, smallAnalysis } from "./testing.ts";

function smallSegment(): Segment {
  const builder = new SegmentBuilder(smallAnalysis, { signature: "one", scoring: defaultScoring, fields: FIELDS });
  builder.add(
    companyDocument({ id: "a", name: "Volt", oneLiner: "Battery diagnostics", facets: { country: ["DE"], founded: 2019 } }),
  );
  builder.add(companyDocument({ id: "b", name: "电诊", lang: "zh", oneLiner: "电池诊断" }));
  return builder.seal();
}

test("a saved segment loads to the same bytes", () => {
  const segment = smallSegment();
  const loaded = loadSegment(saveSegment(segment), "one");
  expect(loaded.header).toEqual(segment.header);
  expect(Buffer.from(new Uint8Array(loaded.buffer)).equals(Buffer.from(new Uint8Array(segment.buffer)))).toBe(true);
  expect(loaded.ids.find("b")).toBe(1);
  expect(loaded.numberColumn("founded")?.[0]).toBe(2019);
  expect([...loaded.facetDocuments("country", "DE")]).toEqual([0]);
  expect([...loaded.facetDocuments("country", "CN")]).toEqual([]);
});

test("a file cut anywhere is refused", () => {
  const file = saveSegment(smallSegment());
  for (const length of [0, 5, 12, 100, file.length - 13, file.length - 1]) {
    expect(() => loadSegment(file.subarray(0, length))).toThrow("truncated");
  }
});

test("a file with any byte changed is refused", () => {
  const file = saveSegment(smallSegment());
  fc.assert(
    fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const damaged = Buffer.from(file);
      damaged[at] = damaged[at]! ^ change;
      expect(() => loadSegment(damaged)).toThrow(/truncated|damaged/);
    }),
  );
});

test("a segment of another analysis is refused, so that it is rebuilt", () => {
  expect(() => loadSegment(saveSegment(smallSegment()), "two")).toThrow("other analysis");
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
