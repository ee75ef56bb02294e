import fc from "fast-check";
import { expect, test } from "vitest";
import { cityOf, fenOf, headsOf, listOf, websiteOf, yearOf } from "./cell-values.ts";
import { guessMapping, guessTarget } from "./columns.ts";
import { countryOf } from "./countries.ts";
import { rowReader } from "./row-draft.ts";
import { stageOf, statusOf, topicOf } from "./vocabulary.ts";

function read(cells: Record<string, unknown>) {
  return rowReader(guessMapping(Object.keys(cells)), 2026)({ number: 2, cells });
}
const valuesOf = (cells: Record<string, unknown>) => read(cells).draft?.values;
const reasonsOf = (cells: Record<string, unknown>) => {
  const { draft, rejected } = read(cells);
  return (rejected ?? draft!.reasons).map(({ column, code }) => `${rejected ? "rejected" : "kept"} ${column} ${code}`);
};

test.each([
  ["公司名称", "name"],
  ["工商名称", "legalName"],
  ["Gründungsjahr", "foundedYear"],
  ["Mitarbeiterzahl", "teamSize"],
  ["Название компании", "name"],
  ["Год основания", "foundedYear"],
  ["one_liner", "oneLiner"],
  ["teamSize", "teamSize"],
  ["COMPANY NAME:", "name"],
  ["description_zh", "description.zh"],
  ["Description (English)", "description.en"],
  ["英文简介", "description.en"],
  ["name_zh", "name.zh"],
  ["Website (2)", "website"],
  ["favourite colour", null],
  ["constructor", null],
])("the heading %s is understood as %s", (heading, target) => {
  expect(guessTarget(heading)).toBe(target);
});

test("countries are read in four languages, as codes and by everyday names", () => {
  const names = [
    "China",
    "中国",
    "Deutschland",
    "Германия",
    "DEU",
    "de",
    "USA",
    "U.S.",
    "美国",
    "США",
    "UK",
    "Großbritannien",
    "Vereinigtes Königreich",
    "Südkorea",
    "Республика Корея",
    "Швейцария",
    "瑞士",
    "The Netherlands",
    "Atlantis",
    "",
  ];
  expect(names.map(countryOf)).toEqual([
    "CN",
    "CN",
    "DE",
    "DE",
    "DE",
    "DE",
    "US",
    "US",
    "US",
    "US",
    "GB",
    "GB",
    "GB",
    "KR",
    "KR",
    "CH",
    "CH",
    "NL",
    null,
    null,
  ]);
});

test("years, heads, amounts, places and addresses are read as people write them", () => {
  expect(
    ["2011", "2011-03", "2011年3月", "03/2011", "12.03.2011", "20110301", "2011.0", "c. 1999", "1795", "2031", "11", "soon"].map(
      (text) => yearOf(text, 2026),
    ),
  ).toEqual([2011, 2011, 2011, 2011, 2011, 2011, 2011, 1999, null, null, null, null]);
  expect(yearOf(new Date("2019-05-02T00:00:00Z"), 2026)).toBe(2019);
  expect(["46", 46, "1,200", "35000+人", "11-50", "ca. 50", "50至100人", "many", "-5"].map(headsOf)).toEqual([
    46,
    46,
    1200,
    35000,
    31,
    50,
    75,
    null,
    null,
  ]);
  expect(
    ["830万", "9.1亿", "2000万人民币", "CNY 5 million", 3_000_000, "12,5", "500万美元", "$3M", "数千万人民币"].map(fenOf),
  ).toEqual([830_000_000, 91_000_000_000, 2_000_000_000, 500_000_000, 300_000_000, 12_500, null, null, null]);
  expect(["陕西-西安", "北京-朝阳区", "San Francisco, CA, USA", "Baden-Baden", "上海"].map(cityOf)).toEqual([
    "西安",
    "北京",
    "San Francisco",
    "Baden-Baden",
    "上海",
  ]);
  expect(
    [
      "aurelo.example",
      "https://aurelo.example/x",
      "//aurelo.example",
      "aurelo.example:8080/x",
      "javascript:alert(1)",
      "http://",
      "no site yet",
      "ftp://a.example",
      "https://u:p@a.example",
    ].map(websiteOf),
  ).toEqual([
    "https://aurelo.example",
    "https://aurelo.example/x",
    "https://aurelo.example",
    "https://aurelo.example:8080/x",
    null,
    null,
    null,
    null,
    null,
  ]);
  expect(listOf("radar; lidar;radar")).toEqual(["radar", "lidar"]);
  expect(listOf('["radar","4D, imaging"]')).toEqual(["radar", "4D, imaging"]);
  expect(listOf("感知、雷达")).toEqual(["感知", "雷达"]);
});

test("stages, statuses and topics are read in four languages", () => {
  expect(
    ["天使轮", "A轮", "C+轮", "Pre-B轮", "Series B", "Seed-Phase", "Wachstum", "посев", "Early", "series-a", "whatever"].map(
      stageOf,
    ),
  ).toEqual(["seed", "series-a", "growth", "series-a", "series-b", "seed", "growth", "seed", "seed", "series-a", null]);
  expect(["运营中", "已关闭", "Acquired", "aktiv", "действует", "港交所：1810", "hm"].map(statusOf)).toEqual([
    "active",
    "inactive",
    "acquired",
    "active",
    "active",
    "public",
    null,
  ]);
  expect(["Battery management", "battery-management", "nonsense"].map(topicOf)).toEqual([
    "battery-management",
    "battery-management",
    null,
  ]);
});

test("a row is rejected for its name or id, and keeps going without any other bad cell", () => {
  expect(reasonsOf({ name: "", city: "Bonn" })).toEqual(["rejected null nameMissing"]);
  expect(reasonsOf({ name: "N/A", city: "Bonn" })).toEqual(["rejected name nameMissing"]);
  expect(reasonsOf({ name: "x".repeat(10_000) })).toEqual(["rejected name nameTooLong"]);
  expect(reasonsOf({ id: "x".repeat(201), name: "Aurelo" })).toEqual(["rejected id idTooLong"]);
  expect(reasonsOf({ name: "Aure\uFFFDlo" })).toEqual(["rejected name wrongEncoding"]);
  expect(
    reasonsOf({
      name: "Aurelo",
      country: "Atlantis",
      founded: "1066",
      team_size: "many",
      stage: "late autumn",
      status: "hm",
      website: "javascript:alert(1)",
      total_funding: "$3M",
    }),
  ).toEqual([
    "kept country countryUnknown",
    "kept founded yearInvalid",
    "kept team_size teamSizeInvalid",
    "kept stage stageUnknown",
    "kept status statusUnknown",
    "kept website websiteInvalid",
    "kept total_funding fundingInvalid",
  ]);
  expect(valuesOf({ name: "Aurelo", country: "Atlantis", founded: "1066" })).toEqual({ name: "Aurelo", lang: "en" });
});

test("markup, emoji and right-to-left text stay the text they are; control characters go", () => {
  expect(
    valuesOf({ name: "<script>alert(1)</script>", one_liner: "🚲 for <b>all</b>", description: "شركة\u0000 ناشئة\u0007" }),
  ).toEqual({
    name: "<script>alert(1)</script>",
    oneLiner: "🚲 for <b>all</b>",
    description: "شركة ناشئة",
    lang: "en",
  });
});

test("a text that reads backwards is put right, and a name nobody can see is none", () => {
  expect(valuesOf({ name: "Aurelo \u202Eolerua", city: "Bo\u202Dnn" })).toMatchObject({ name: "Aurelo olerua", city: "Bonn" });
  for (const name of ["\u200B\u200B", "\u2060 \u00AD", "\u3164"])
    expect(reasonsOf({ name })).toEqual(["rejected name nameMissing"]);
  expect(valuesOf({ name: "👩\u200D🔬 Labs" })!.name).toBe("👩\u200D🔬 Labs");
});

test("the company's own language keeps its texts, the others become translations, flat or nested", () => {
  const flat = read({
    name: "Aurelo",
    lang: "zh",
    one_liner: "高精度雷达",
    one_liner_en: "Precise radar",
    description_en: "Radar for trucks.",
  }).draft!;
  expect([flat.values.lang, flat.values.oneLiner, flat.translations]).toEqual([
    "zh",
    "高精度雷达",
    [{ lang: "en", oneLiner: "Precise radar", description: "Radar for trucks." }],
  ]);
  const nested = read({
    name: "Aurelo",
    lang: "zh",
    one_liner: "高精度雷达",
    translations: { one_liner_en: "Precise radar", description_en: "Radar for trucks." },
  }).draft!;
  expect(nested.translations).toEqual(flat.translations);
  const byLanguage = read({
    name: "Aurelo",
    lang: "zh",
    one_liner: "高精度雷达",
    translations: { en: { one_liner: "Precise radar", description: "Radar for trucks." } },
  }).draft!;
  expect(byLanguage.translations).toEqual(flat.translations);
  const only = read({ name: "Aurelo", description_de: "Radar für Lastwagen.", description_ru: "Радар для грузовиков." }).draft!;
  expect([only.values.lang, only.values.description, only.translations]).toEqual([
    "de",
    "Radar für Lastwagen.",
    [{ lang: "ru", oneLiner: "", description: "Радар для грузовиков." }],
  ]);
});

test("labels of the taxonomy give field and topics, in any language, and all tags stay as written", () => {
  expect(valuesOf({ name: "Aurelo", tags: "Battery management; 4D radar", industries: "Manufacturing" })).toMatchObject({
    tags: ["Battery management", "4D radar", "Manufacturing"],
    topics: ["battery-management"],
    field: "manufacturing",
  });
});

test("a row without an id has the same identity in every file, whatever its other cells", () => {
  const idOf = (cells: Record<string, unknown>) => read(cells).draft!.externalId;
  const first = idOf({ name: "Aurelo  GmbH", website: "https://www.aurelo.de/", country: "DE" });
  expect(idOf({ country: "Deutschland", name: "aurelo gmbh", website: "aurelo.de", city: "Bonn" })).toBe(first);
  expect(idOf({ name: "Aurelo GmbH", website: "aurelo.com", country: "DE" })).not.toBe(first);
});

test("a list where one text belongs is its items, a line each, and an empty list says nothing", () => {
  expect(valuesOf({ name: "Cellmind", description_zh: ["电池\u0000诊断", "", "云端"] })?.description).toBe("电池诊断\n云端");
  expect(reasonsOf({ name: [], description_zh: ["\u0000"] })).toEqual(["rejected name nameMissing"]);
});

test("no row, however strange, breaks the reader or leaves text a database refuses", () => {
  const key = fc.constantFrom(
    "id",
    "name",
    "tags",
    "country",
    "founded",
    "translations",
    "website",
    "total_funding",
    "description_zh",
    "lang",
    "__proto__",
    "x",
  );
  const value = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.jsonValue(),
    fc.array(fc.string({ unit: "binary" })),
  );
  fc.assert(
    fc.property(fc.dictionary(key, value), (cells) => {
      const { draft, rejected } = read(cells);
      expect((draft === null) !== (rejected === null)).toBe(true);
      const written = JSON.stringify([draft?.values, draft?.raw]);
      expect(written.includes("\\u0000") || /\\ud[89a-f]/i.test(written)).toBe(false);
    }),
    { numRuns: 500 },
  );
});
