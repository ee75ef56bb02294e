import { expect, test } from "vitest";
import { lineChart } from "./line-chart.ts";
import { writePdf } from "./page-writer.ts";

const facts = {
  title: "Every alphabet",
  author: "Jinqiao",
  language: "en",
  createdAt: new Date("2026-03-02T09:00:00Z"),
  footer: (page: number, pages: number) => `${page} / ${pages}`,
};

test("a document takes every character people write: letters of Europe, Chinese, signs, emoji and control characters", async () => {
  const texts = [
    "Łódź, Győr, Şişli, ısı",
    "Ω ₂ ⁵ ½ ≥ ±",
    "嘉岚電測，深圳",
    "Ирина Соколова",
    "the People’s “law” 的“法律”",
    "🔋 مرحبا",
    "tab\tline\nend\u0000",
  ];
  const bytes = await writePdf(
    texts.flatMap((text) => [
      { kind: "text" as const, text },
      { kind: "text" as const, text, weight: "bold" as const },
    ]),
    facts,
  );
  expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe("%PDF-");
});

test("tables go on over pages and drawings stand as lines on them, in every alphabet", async () => {
  const rows = Array.from({ length: 90 }, (_, row) => [`${row}`, "焊点检测", { text: "Приёмка", weight: "bold" as const }]);
  const chart = lineChart({
    points: [
      { day: "2026-04-01", value: 3 },
      { day: "2026-05-01", value: 9 },
    ],
    ...{ from: "2026-04-01", to: "2026-06-01", low: 0, high: 10, good: [8, 10] as const },
    target: { value: 8, label: "目标 8" },
    baseline: { value: 2, label: "Ausgangswert 2" },
    dayText: (day) => day,
    valueText: String,
  });
  const columns = [
    { header: "№", share: 1, align: "right" as const },
    { header: "标准", share: 3 },
    { header: "Ergebnis", share: 2 },
  ];
  const bytes = await writePdf([{ kind: "table", columns, rows }, chart], facts);
  expect(
    Buffer.from(bytes)
      .toString("latin1")
      .match(/\/Type \/Page\b/g),
  ).toHaveLength(3);
});
