import fc from "fast-check";
import { expect, test } from "vitest";
import { changedParts, mergeDocs } from "./merge.ts";

const base = { title: "A", faq: [{ q: "1" }], days: 3 };

test("parts that two people changed apart are both kept", () => {
  const { merged, both } = mergeDocs(base, { ...base, title: "B" }, { ...base, faq: [{ q: "2" }] });
  expect([merged, both]).toEqual([{ title: "B", faq: [{ q: "2" }], days: 3 }, []]);
});

test("of a part both changed, what was typed here stays and the part is named; the same change by both is none", () => {
  const { merged, both } = mergeDocs(base, { ...base, title: "B", days: 5 }, { ...base, title: "C", days: 5 });
  expect([merged.title, both]).toEqual(["B", ["title"]]);
});

test("nothing typed is ever lost, and nothing saved by others but where both wrote", () => {
  const doc = fc.record({ title: fc.string(), faq: fc.array(fc.record({ q: fc.string() })), days: fc.integer() });
  fc.assert(
    fc.property(doc, doc, doc, (before, mine, theirs) => {
      const { merged, both } = mergeDocs(before, mine, theirs);
      for (const part of changedParts(before, mine)) expect(merged[part]).toEqual(mine[part]);
      for (const part of changedParts(before, theirs)) if (!both.includes(part)) expect(merged[part]).toEqual(theirs[part]);
    }),
  );
});
