import { describe } from "vitest";
import { expect, expectAccessible, expectNoSidewaysScroll, test } from "../support/browser.ts";

const scout = "Lin Yue";

describe("the scout", () => {
  test("sees on the home page what waits, and goes from there to a need", async ({ journey }) => {
    const visit = await journey.as(scout);
    const { page, t } = visit;
    const waiting = page.getByRole("region", { name: t("shell.home.waiting") });
    expect(await waiting.getByRole("link").count()).toBeGreaterThan(3);
    await expectAccessible(visit);
    await waiting.getByRole("link").first().click();
    await page.waitForURL(/\/(needs|companies)\//);
  });

  test("searches companies by typing Chinese, narrows by country, takes the filter away, and opens one", async ({ journey }) => {
    const visit = await journey.as(scout);
    const { page, t, goTo } = visit;
    await goTo("/companies");
    const search = page.getByRole("searchbox", { name: t("companies.list.search") });
    await search.pressSequentially("电池", { delay: 40 });
    await page.waitForURL((url) => url.searchParams.get("q") === "电池");
    await page
      .getByText(t("ui.list.results", { count: 1 }).replace(/\d+.*/, ""))
      .first()
      .waitFor({ state: "attached" });
    const table = page.getByRole("table", { name: t("companies.list.title") });
    await table.getByRole("row").nth(1).waitFor();
    await expectAccessible(visit);
    await chooseFacet(visit, t("companies.facets.country"), "China");
    await page.waitForURL((url) => url.searchParams.get("country") === "CN");
    await page
      .getByRole("link", { name: t("ui.list.removeFilter", { filter: `${t("companies.facets.country")}: China` }) })
      .click();
    await page.waitForURL((url) => url.searchParams.get("country") === null && url.searchParams.get("q") === "电池");
    await table.getByRole("rowheader").first().getByRole("link").click();
    await page.waitForURL(/\/companies\/[0-9a-f-]{36}$/);
    await page.getByRole("heading", { name: t("companies.profile.title") }).waitFor();
    await expectAccessible(visit);
  });

  test("logs a call, passes with a reason and a date to look again, and undoes the pass", async ({ journey }) => {
    const visit = await journey.as(scout);
    const { page, t, goTo } = visit;
    await goTo("/companies?q=Lodgequill");
    await page
      .getByRole("link", { name: /Lodgequill/ })
      .first()
      .click();
    await page.getByRole("link", { name: t("companies.actions.logContact") }).click();
    const contact = page.getByRole("form", { name: t("companies.contacts.add") });
    await contact.getByLabel(t("companies.contacts.note")).fill("Called about a trial in Shenyang; they send prices by Friday.");
    await contact.getByLabel(t("companies.contacts.channel")).selectOption("call");
    await contact.getByRole("button", { name: t("companies.contacts.save") }).click();
    await page.getByText(t("companies.notices.contacted")).waitFor();
    await page.getByText("they send prices by Friday").waitFor();
    const pass = page.getByRole("form", { name: t("companies.passes.form") });
    await pass.getByLabel(t("companies.passes.reason")).selectOption("too_early");
    await pass.getByLabel(t("companies.passes.note")).fill("No product before summer");
    await pass.getByLabel(t("companies.passes.recheck")).selectOption("date");
    await pass.getByLabel(t("companies.passes.recheckOn")).fill("2027-09-01");
    await pass.getByRole("button", { name: t("companies.passes.save"), exact: true }).click();
    await page.getByText(t("companies.notices.passed")).waitFor();
    const banner = page.getByText(t("companies.passes.title", { reason: t("companies.passReasons.too_early") }));
    await banner.waitFor();
    await expectAccessible(visit);
    await page
      .getByRole("button", { name: t("ui.notice.undo") })
      .last()
      .click();
    await banner.waitFor({ state: "detached" });
  });

  test("imports a list with Chinese column names: upload, mapping, dry run, run, result", async ({ journey }) => {
    const visit = await journey.as(scout);
    const { page, t, goTo } = visit;
    const rows = [
      "公司名称,公司全称,简介,国家,城市,成立时间,官网",
      "澄芯电测,苏州澄芯电测技术有限公司,车载电池阻抗谱在线检测模块,中国,苏州,2021,https://chengxin-e2e.example",
      "岚屿快充,厦门岚屿能源有限公司,港口重卡兆瓦级充电,中国,厦门,2019,https://lanyu-e2e.example",
      `${"超长名称".repeat(60)},,名称过长的一行,中国,厦门,2019,`,
    ];
    await goTo("/companies/imports/new");
    await page.getByLabel(t("companiesImport.source")).fill("e2e-scouting");
    const content = Buffer.from(`\uFEFF${rows.join("\r\n")}\r\n`);
    await page.locator("input[type=file]").setInputFiles({ name: "金桥企业名单.csv", mimeType: "text/csv", buffer: content });
    await page.getByRole("button", { name: t("companiesImport.upload.submit") }).click();
    await page.getByRole("heading", { level: 1, name: "金桥企业名单.csv" }).waitFor();
    const target = (column: string) => page.getByLabel(`${t("companiesImport.detail.target")}: ${column}`);
    expect(await target("公司名称").inputValue()).toBe("name");
    expect(await target("成立时间").inputValue()).toBe("foundedYear");
    expect(await target("国家").inputValue()).toBe("country");
    await expectAccessible(visit);
    await page.getByRole("button", { name: t("companiesImport.detail.dryRun") }).click();
    const dryRun = page.getByRole("region", { name: t("companiesImport.detail.dryRunResult") });
    await dryRun.waitFor();
    expect(await dryRun.innerText()).toMatch(new RegExp(`${t("companiesImport.counts.created")}\\s*2`));
    await page.getByRole("button", { name: t("companiesImport.detail.run"), exact: true }).click();
    const result = page.getByRole("region", { name: t("companiesImport.detail.result") });
    await result.getByText(t("companiesImport.status.done"), { exact: true }).waitFor({ timeout: 60_000 });
    expect(await result.innerText()).toMatch(new RegExp(`${t("companiesImport.counts.rejected")}\\s*1`));
    await page.getByText(t("companiesImport.reasons.nameTooLong")).waitFor();
    await result.getByRole("link", { name: t("companiesImport.detail.showCompanies") }).click();
    await page.getByRole("link", { name: /澄芯电测/ }).waitFor();
    await page.getByRole("link", { name: /岚屿快充/ }).waitFor();
  });

  test("works in Chinese on a phone, in the dark", async ({ journey }) => {
    const visit = await journey.as(scout, { locale: "zh-CN", phone: true, dark: true });
    for (const path of ["/", "/companies", "/needs", "/companies/imports"]) {
      await visit.goTo(path);
      await visit.page.getByRole("heading", { level: 1 }).waitFor();
      await expectNoSidewaysScroll(visit);
      await expectAccessible(visit);
    }
  });
});

async function chooseFacet({ page }: { page: import("playwright-core").Page }, facet: string, option: string): Promise<void> {
  await page.getByRole("search").locator("summary").filter({ hasText: facet }).click();
  await page.getByRole("checkbox", { name: new RegExp(`^${option}`) }).check();
}
