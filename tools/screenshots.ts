// `npm run screenshots`: the pictures of README.md, taken from the built product with its demo base.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import type { Locale } from "#platform/i18n/locales.ts";
import { chromiumFlags, findChromium } from "./chromium.ts";
import { type DemoServer, startDemoServer } from "./demo-server.ts";
import { toPalettePng } from "./palette-png.ts";

const directory = "docs/images";
const limitKilobytes = 250;
/** Instead of an address: takes the page as it stands. */
const stay = "";

interface Look {
  locale?: Locale;
  phone?: boolean;
  dark?: boolean;
}

const server = await startDemoServer();
const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumFlags });
try {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  await takeAll(browser, server);
} finally {
  await browser.close();
  await server.stop();
}

async function takeAll(browser: Browser, server: DemoServer): Promise<void> {
  const visitor = await open(browser, server, {});
  await take(visitor, "sign-in", "/sign-in");

  const owner = await open(browser, server, {}, "Katharina Vogt");
  const need = await addressOf(owner, "/needs?q=Batterie", /Batterie/);
  await ranked(owner, `${need}/matches`);
  await take(owner, "matches", `${need}/matches`);
  await explainChineseCompany(owner);
  await take(owner, "reasons", stay);
  await shortlistThree(owner);
  await take(owner, "shortlist", `${need}/shortlist`);
  await take(owner, "comparison", `${need}/shortlist/comparison`);
  await take(owner, "need", need);
  await take(owner, "need-form", "/needs/new?template=battery-diagnostics");

  const scout = await open(browser, server, {}, "Lin Yue");
  await take(scout, "home", "/");
  await take(scout, "needs", "/needs");
  await take(scout, "companies", "/companies?q=电池");
  await take(scout, "company", await addressOf(scout, "/companies?q=Hengzhen", /^Hengzhen/));
  await importList(scout);
  await take(scout, "import", stay);

  await takeCalls(browser, server);
  await takePilots(browser, server);

  const phone = await open(browser, server, { phone: true }, "Katharina Vogt");
  await take(phone, "phone", `${need}/matches`);
  const dark = await open(browser, server, { dark: true }, "Katharina Vogt");
  await take(dark, "dark", `${need}/matches`);
  const chinese = await open(browser, server, { locale: "zh-CN" }, "Lin Yue");
  await take(chinese, "chinese", `${need}/matches`);
}

/** From a public call to the decisions of a joint one. */
async function takeCalls(browser: Browser, server: DemoServer): Promise<void> {
  const visitor = await open(browser, server, {});
  await take(visitor, "call", "/calls/battery-2027");

  const founder = await open(browser, server, {}, "Tang Yihan");
  await founder.goto("/my-applications");
  const draft = await founder
    .getByRole("link", { name: /Voltlens/ })
    .first()
    .getAttribute("href");
  await take(founder, "writing", draft!);

  const manager = await open(browser, server, {}, "Gao Rui");
  await take(manager, "applications", "/applications");
  await take(manager, "application", await addressOf(manager, "/applications?q=Yanluhu", /^Yanluhu/));
  await take(manager, "decisions", "/calls/connected-car-2026/decisions");
  await manager.goto("/calls/connected-car-2026/assignment");
  await manager.locator('form:has(input[name="mayMove"]) button[type=submit]').click();
  await manager.locator('[data-state="proposed"]').first().waitFor({ timeout: 120_000 });
  await take(manager, "assignment", "/calls/connected-car-2026/assignment");
}

/** A pilot as both sides see it. */
async function takePilots(browser: Browser, server: DemoServer): Promise<void> {
  const scout = await open(browser, server, {}, "Lin Yue");
  await take(scout, "pilot-board", "/pilots?view=board");
  await take(scout, "pilot-clocks", "/pilots/clocks");
  const running = await addressOf(scout, "/pilots?q=Amperoo", /^Charging plan/);
  await take(scout, "pilot-running", `${running}/running`);
  const contracting = await addressOf(scout, "/pilots?q=Voltlens", /^Alterung/);
  await take(scout, "pilot-readiness", `${contracting}/readiness`);
  const evaluated = await addressOf(scout, "/pilots?q=Pixelzange", /^Lackprüfung/);
  await take(scout, "pilot-orders", `${evaluated}/orders`);
  await take(scout, "pilot-result", `${evaluated}/result`);
  const founder = await open(browser, server, {}, "Tang Yihan");
  await take(founder, "pilot-founder", contracting);
}

async function open(browser: Browser, { baseUrl }: DemoServer, look: Look, name?: string): Promise<Page> {
  const context: BrowserContext = await browser.newContext({
    baseURL: baseUrl,
    viewport: look.phone ? { width: 390, height: 780 } : { width: 1360, height: 850 },
    isMobile: look.phone ?? false,
    hasTouch: look.phone ?? false,
    colorScheme: look.dark ? "dark" : "light",
    reducedMotion: "reduce",
  });
  await context.addCookies([{ name: "jinqiao-locale", value: look.locale ?? "en", url: baseUrl }]);
  const page = await context.newPage();
  if (name) {
    await page.goto("/sign-in");
    await page.getByRole("button", { name }).click();
    await page.waitForURL((url) => url.pathname !== "/sign-in");
  }
  return page;
}

async function take(page: Page, name: string, path: string): Promise<void> {
  if (path !== stay) await page.goto(path);
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(1500);
  if (path !== stay) await page.evaluate(() => window.scrollTo(0, 0));
  const file = `${directory}/${name}.png`;
  const picture = toPalettePng(await page.screenshot({ scale: "css" }));
  const kilobytes = Math.ceil(picture.length / 1000);
  console.log(`${file} ${kilobytes} kB`);
  writeFileSync(file, picture);
  if (kilobytes > limitKilobytes) throw new Error(`${file} is larger than ${limitKilobytes} kB.`);
}

async function addressOf(page: Page, list: string, name: RegExp): Promise<string> {
  await page.goto(list);
  const href = await page
    .getByRole("table")
    .getByRole("link", { name })
    .and(page.locator("[data-row-link]"))
    .first()
    .getAttribute("href");
  if (!href) throw new Error(`${list} holds no row called ${name}.`);
  return href;
}

/** The first ranking waits until the search over the fresh base is built. */
async function ranked(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator("[data-match]").first().waitFor({ timeout: 120_000 });
  await page.waitForTimeout(3000);
}

async function shortlistThree(page: Page): Promise<void> {
  for (let number = 0; number < 3; number++) {
    const card = page
      .locator("[data-match]")
      .filter({ has: page.locator("button[value=shortlist]") })
      .first();
    const id = await card.getAttribute("data-match");
    await card.locator("button[value=shortlist]").click();
    await page.locator(`[data-match="${id}"] button[value=shortlist]`).waitFor({ state: "detached" });
  }
}

async function explainChineseCompany(page: Page): Promise<void> {
  const card = page
    .locator("[data-match]")
    .filter({ has: page.getByRole("link", { name: /^Hengzhen/ }) })
    .first();
  await card.locator("details").last().locator("summary").click();
  await card.evaluate((element) => window.scrollTo(0, element.getBoundingClientRect().top + window.scrollY - 76));
}

async function importList(page: Page): Promise<void> {
  await page.goto("/companies/imports/new");
  const rows = [
    "公司名称,一句话简介,国家,城市,成立时间,轮次,官网",
    "澄芯电测,车载电池阻抗谱在线检测模块,中国,苏州,2021,A轮,https://chengxin.example",
    "岚屿快充,港口重卡兆瓦级充电,中国,厦门,2019,B轮,https://lanyu.example",
    "砾石视觉,漆面缺陷偏折相机,中国,合肥,2020,天使轮,https://lishi.example",
  ];
  const buffer = Buffer.from(`\uFEFF${rows.join("\r\n")}\r\n`);
  await page.locator("input[type=file]").setInputFiles({ name: "展会名单.csv", mimeType: "text/csv", buffer });
  await page.locator("form:has(input[type=file]) button[type=submit]").click();
  await page.waitForURL(/imports\/[0-9a-f-]{36}$/);
}
