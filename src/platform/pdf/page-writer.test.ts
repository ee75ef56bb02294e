import { expect, test } from "vitest";
import { writePdf } from "./page-writer.ts";

const facts = {
  title: "Every alphabet",
  author: "Jinqiao",
  language: "en",
  createdAt: new Date("2026-03-02T09:00:00Z"),
  footer: (page: number, pages: number) => `${page} / ${pages}`,
};

test("a document takes every character people write: letters of Europe, Chinese, signs, emoji and control characters", async () => {
  const texts = ["Łódź, Győr, Şişli, ısı", "Ω ₂ ⁵ ½ ≥ ±", "嘉岚電測，深圳", "Ирина Соколова", "🔋 مرحبا", "tab\tline\nend\u0000"];
  const bytes = await writePdf(
    texts.flatMap((text) => [
      { kind: "text" as const, text },
      { kind: "text" as const, text, weight: "bold" as const },
    ]),
    facts,
  );
  expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe("%PDF-");
});
