import { expect, test } from "vitest";
import { newField } from "./field-docs.ts";
import { docOfFields, fieldsOfDoc } from "./form-doc.ts";
import { mergeDocs } from "./merge.ts";

const [a, b, c] = (["text", "date", "url"] as const).map((kind) => newField(kind, 1, []));

test("two managers who write at one form merge by questions: what one added, the other's order does not lose", () => {
  const base = docOfFields([a!, b!]);
  const mine = docOfFields([b!, { ...a!, isRequired: true }]);
  const theirs = docOfFields([a!, { ...b!, isRequired: true }, c!]);
  const { merged, both } = mergeDocs(base, mine, theirs);
  expect(both).toEqual([" order"]);
  expect(fieldsOfDoc(merged).map(({ key, isRequired }) => [key, isRequired])).toEqual([
    [b!.key, true],
    [a!.key, true],
    [c!.key, false],
  ]);
});

test("a question taken away stays away, though another's order still names it", () => {
  const base = docOfFields([a!, b!]);
  const { merged } = mergeDocs(base, docOfFields([a!]), docOfFields([a!, b!, c!]));
  expect(fieldsOfDoc(merged).map(({ key }) => key)).toEqual([a!.key, c!.key]);
  expect(fieldsOfDoc(base)).toEqual([a, b]);
});
