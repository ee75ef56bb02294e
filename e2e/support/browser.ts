import { mkdirSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, test as base, expect, inject } from "vitest";
import type { Locale } from "#platform/i18n/locales.ts";
import { translator } from "#platform/i18n/translate.ts";
import { chromiumFlags, findChromium } from "../../tools/chromium.ts";

export interface VisitOptions {
  /** Language of the product in this visit; the person's own choice when left out. */
  locale?: Locale | null;
  phone?: boolean;
  dark?: boolean;
  javaScript?: boolean;
  /** The journey runs into refusals on purpose (403, 404, 409, 422): the browser's note about them is no mistake. */
  expectsRefusals?: boolean;
  /** The journey cuts the line on purpose. */
  goesOffline?: boolean;
}

/** One person's visit in a fresh browser profile. */
export interface Visit {
  page: Page;
  context: BrowserContext;
  /** Words of the product in the language of the visit. */
  t: Awaited<ReturnType<typeof translator>>;
  goTo(path: string): Promise<void>;
  /** Signs in as a demo person by one click. */
  signInAs(name: string): Promise<void>;
}

export interface Journey {
  visit(options?: VisitOptions): Promise<Visit>;
  /** A visit in English on a wide screen, signed in as the demo person. */
  as(name: string, options?: VisitOptions): Promise<Visit>;
}

export const baseUrl: string = inject("baseUrl");
let browser: Browser | undefined;

afterAll(async () => {
  await browser?.close();
});

/** `test` with a `journey`: console errors, uncaught exceptions and violations of the Content-Security-Policy fail it. */
export const test = base.extend<{ journey: Journey }>({
  journey: async ({ task }, use) => {
    const visits: { visit: Visit; mistakes: string[] }[] = [];
    const visit = async (options: VisitOptions = {}) => {
      const opened = await openVisit(options);
      visits.push(opened);
      return opened.visit;
    };
    const as = async (name: string, options: VisitOptions = {}) => {
      const opened = await visit(options);
      await opened.signInAs(name);
      return opened;
    };
    try {
      await use({ visit, as });
      if (task.result?.state === "fail") await keepPictures(task.name, visits);
    } finally {
      for (const { visit: each } of visits) await each.context.close();
    }
    expect(visits.flatMap(({ mistakes }) => mistakes)).toEqual([]);
  },
});

async function openVisit(options: VisitOptions): Promise<{ visit: Visit; mistakes: string[] }> {
  browser ??= await chromium.launch({ executablePath: findChromium(), args: chromiumFlags });
  const { locale = "en", phone = false, dark = false, javaScript = true } = options;
  const context = await browser.newContext({
    baseURL: baseUrl,
    viewport: phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    hasTouch: phone,
    isMobile: phone,
    colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce",
    javaScriptEnabled: javaScript,
    locale: "en-GB",
    acceptDownloads: true,
  });
  context.setDefaultTimeout(20_000);
  if (locale) await context.addCookies([{ name: "jinqiao-locale", value: locale, url: baseUrl }]);
  const page = await context.newPage();
  const mistakes = watch(page, options);
  const t = await translator(locale ?? "en");
  const goTo = async (path: string) => {
    await page.goto(path);
    if (javaScript) await settled(page);
  };
  const signInAs = async (name: string) => {
    await goTo("/sign-in");
    await page.getByRole("button", { name }).click();
    await page.waitForURL((url) => url.pathname !== "/sign-in");
    if (javaScript) await settled(page);
  };
  return { visit: { page, context, t, goTo, signInAs }, mistakes };
}

/** React has taken the page over: before that a click would be the browser's own. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("load");
  await page
    .waitForFunction(() => Object.keys(document.documentElement).some((key) => key.startsWith("__react")), null, {
      timeout: 5000,
    })
    .catch(() => undefined);
}

function watch(page: Page, { expectsRefusals = false, goesOffline = false }: VisitOptions): string[] {
  const mistakes: string[] = [];
  const add = (text: string) => {
    const mistake = `${page.url()}: ${text.slice(0, 500)}`;
    if (!mistakes.includes(mistake)) mistakes.push(mistake);
  };
  page.on("pageerror", (error) => add(error.message));
  page.on("console", (message) => {
    if (message.type() !== "error") return;
    if (expectsRefusals && /status of 4\d\d/.test(message.text())) return;
    if (goesOffline && message.text().includes("ERR_INTERNET_DISCONNECTED")) return;
    add(message.text());
  });
  return mistakes;
}

async function keepPictures(name: string, visits: { visit: Visit }[]): Promise<void> {
  mkdirSync("test-results", { recursive: true });
  const file = name.replaceAll(/[^\p{L}\p{N}]+/gu, "-").slice(0, 80);
  for (const [index, { visit }] of visits.entries()) {
    await visit.page.screenshot({ path: `test-results/${file}-${index + 1}.png`, fullPage: true }).catch(() => undefined);
  }
}

const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** The page as it stands has no finding against WCAG 2.2 AA that a machine can make. */
export async function expectAccessible({ page }: Pick<Visit, "page">): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(standards).analyze();
  const findings = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`);
  expect(findings, `${page.url()} against WCAG 2.2 AA`).toEqual([]);
}

/** Nothing sticks out to the right: a page never scrolls sideways. */
export async function expectNoSidewaysScroll({ page }: Pick<Visit, "page">): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0);
}

export { expect };
