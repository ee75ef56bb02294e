import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe } from "vitest";
import { expect, expectAccessible, test, type Visit } from "../support/browser.ts";

const owner = "Katharina Vogt";

describe("the need owner Katharina Vogt", () => {
  test("finds ranked and explained companies for her German need, Chinese ones among them", async ({ journey }) => {
    const visit = await journey.as(owner, { locale: "de" });
    const { page, t } = visit;
    await openBatteryNeed(visit);
    await expectAccessible(visit);
    await page
      .getByRole("navigation", { name: t("needs.tabs.label") })
      .getByRole("link", { name: t("needs.tabs.matches") })
      .click();
    const cards = matchesOf(visit);
    await cards.first().waitFor({ timeout: 60_000 });
    expect(await cards.count()).toBeGreaterThan(9);
    expect(await cards.first().locator("mark").count()).toBeGreaterThan(0);
    expect((await cards.allInnerTexts()).slice(0, 10).some((text) => /\p{Script=Han}{4}/u.test(text))).toBe(true);
    await cards.first().getByText(t("matching.why.title")).click();
    await cards
      .first()
      .getByRole("columnheader", { name: t("matching.why.share") })
      .waitFor();
    await expectAccessible(visit);
  });

  test("shortlists three, passes on one with a reason, compares the rest and takes the PDF along", async ({ journey }) => {
    const visit = await journey.as(owner, { locale: "de" });
    const { page, t } = visit;
    await openBatteryNeed(visit);
    const path = new URL(page.url()).pathname;
    await visit.goTo(`${path}/matches`);
    const cards = matchesOf(visit);
    await cards.first().waitFor({ timeout: 60_000 });
    const names: string[] = [];
    for (let number = 0; number < 3; number++) {
      const card = cards.filter({ has: page.locator("button[value=shortlist]") }).first();
      const id = await card.getAttribute("data-match");
      names.push(await card.locator("[name=companyName]").first().inputValue());
      await card.locator("button[value=shortlist]").click();
      await page.locator(`[data-match="${id}"] button[value=shortlist]`).waitFor({ state: "detached" });
      await page.getByText(t("matching.notices.shortlisted", { name: names.at(-1)! })).waitFor();
    }
    await visit.goTo(`${path}/shortlist`);
    for (const name of names) await page.getByRole("article", { name: new RegExp(escaped(name)) }).waitFor();
    await expectAccessible(visit);

    const passed = page.getByRole("article", { name: new RegExp(escaped(names[2]!)) });
    await passed
      .locator("summary")
      .filter({ hasText: t("matching.actions.pass") })
      .click();
    await passed.getByLabel(t("matching.passReason")).selectOption("too_early");
    await passed.getByLabel(t("matching.actions.note"), { exact: true }).fill("Noch kein Serienwerkzeug");
    await passed
      .locator("form")
      .filter({ has: page.locator("[name=reasonCode]") })
      .getByRole("button", { name: t("matching.actions.pass") })
      .click();
    await page.getByText(t("matching.notices.passed", { name: names[2]! })).waitFor();
    await page.getByText("Noch kein Serienwerkzeug").waitFor();

    await page.getByRole("link", { name: t("matching.shortlist.compare") }).click();
    const comparison = page.getByRole("region", { name: t("matching.comparison.title") });
    for (const name of names.slice(0, 2))
      await comparison.getByRole("columnheader", { name: new RegExp(escaped(name)) }).waitFor();
    await expectAccessible(visit);

    await visit.goTo(`${path}/shortlist`);
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "PDF", exact: true }).click();
    const pdf = await readFile(await (await download).path());
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    expect(pdf.length).toBeGreaterThan(5_000);
  });

  test("states a need from a template and sees what would make it better", async ({ journey }) => {
    const visit = await journey.as(owner);
    const { page, t, goTo } = visit;
    await goTo("/needs/new");
    await page.locator("a[href*='template=']").first().click();
    await page.waitForURL(/template=/);
    const title = page.getByLabel(t("needs.form.title"), { exact: true });
    await page.waitForFunction(() => (document.querySelector<HTMLInputElement>("[name=title]")?.value.length ?? 0) > 10);
    await title.fill("Find weak cells before they leave the line");
    await expectAccessible(visit);
    await page.getByLabel(t("needs.form.budget")).fill("1200000");
    await page.getByLabel(t("needs.form.decideBy")).fill("2027-10-01");
    await page.getByRole("button", { name: t("needs.form.saveDraft") }).click();
    await page.getByRole("heading", { level: 1, name: "Find weak cells before they leave the line" }).waitFor();
    await page.getByRole("button", { name: t("needs.move.confirmed"), exact: true }).click();
    await page.getByText(t("needs.notices.moved")).waitFor();
    await page.getByText(t("needs.state.confirmed"), { exact: true }).first().waitFor();
  });
});

async function openBatteryNeed({ page, goTo }: Visit): Promise<void> {
  await goTo("/needs?q=Batterie");
  await page
    .getByRole("table")
    .getByRole("link", { name: /Batterie/ })
    .first()
    .click();
  await page.waitForURL(/\/needs\/[0-9a-f-]{36}$/);
}

function matchesOf({ page, t }: { page: Page; t: Visit["t"] }) {
  return page.getByRole("list", { name: t("matching.matches.listLabel") }).getByRole("article");
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
