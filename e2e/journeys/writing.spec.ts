import type { Page } from "playwright-core";
import { describe } from "vitest";
import { expect, expectAccessible, test, type Visit } from "../support/browser.ts";

const pitch = "[name='answer.pitch']";

/** Asks the server as the person signed in on the page. */
const ask = (page: Page, method: string, path: string, body?: unknown) =>
  page.evaluate(
    async ([way, address, sent]) => {
      const response = await fetch(`/api/v1${address}`, {
        method: way,
        headers: { "content-type": "application/json" },
        ...(sent ? { body: sent } : {}),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${way} ${address}: ${response.status} ${text}`);
      return text ? JSON.parse(text) : null;
    },
    [method, path, body === undefined ? "" : JSON.stringify(body)] as const,
  );

async function openCall(page: Page): Promise<string> {
  const slug = `writing-${Date.now().toString(36)}`;
  const text = { en: "Battery writing call" };
  const call = await ask(page, "POST", "/calls", { slug, title: text, teaser: text, description: text, mode: "rolling" });
  const fields = [{ key: "pitch", kind: "longText", stage: 1, label: { en: "What do you do?" }, isRequired: true }];
  await ask(page, "PUT", `/calls/${call.id}/form`, { fields });
  await ask(page, "POST", `/calls/${call.id}/form-versions`);
  await ask(page, "POST", `/calls/${call.id}/state-changes`, { to: "published" });
  return slug;
}

/** By the link that a demo base without mail hands over. */
async function signInAsApplicant(page: Page, { t }: Visit, slug: string, email: string): Promise<void> {
  await page.goto(`/calls/${slug}`);
  await page.waitForLoadState("networkidle");
  await page.locator("[name=firmName]").fill("Cellsight GmbH");
  await page.locator("[name=name]").fill("Fiona Founder");
  await page.locator("[name=email]").fill(email);
  await page.getByRole("button", { name: t("applications.apply.sendLink") }).click();
  const link = new URL((await page.getByRole("link", { name: t("applications.apply.demoLink") }).getAttribute("href"))!);
  await page.goto(link.pathname + link.search);
  await page.getByRole("button", { name: t("identity.signIn.submit") }).click();
  await page.waitForURL((url) => url.pathname === `/calls/${slug}`);
}

const status = (page: Page) => page.locator("aside [data-kind]");
const isKept = (page: Page, kind: string) => page.locator(`aside [data-kind=${kind}]`).waitFor();
const stored = async (page: Page, id: string): Promise<string | undefined> =>
  (await ask(page, "GET", `/own-applications/${id}`)).answers.find(({ key }: { key: string }) => key === "pitch")?.value;
const copies = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("jinqiao:copy:")).length);
const soon = { timeout: 20_000 };

describe("an applicant who is cut off", () => {
  test("loses nothing when the network drops, the tab closes or the session is over, and signs in again beside the page", async ({
    journey,
  }) => {
    const manager = await journey.as("周敏");
    const slug = await openCall(manager.page);
    const visit = await journey.visit({ expectsRefusals: true, goesOffline: true });
    const { page, context, t } = visit;
    const email = `fiona-${slug}@cellsight.example`;
    await signInAsApplicant(page, visit, slug, email);
    await page.getByRole("button", { name: t("applications.apply.begin") }).click();
    await page.waitForURL(/my-applications\/[0-9a-f-]{36}$/);
    await page.waitForLoadState("networkidle");
    const address = page.url();
    const id = address.split("/").at(-1)!;
    await expectAccessible(visit);

    await page.locator(pitch).fill("First words");
    await expect.poll(() => stored(page, id), soon).toBe("First words");
    await expect.poll(() => copies(page), soon).toBe(0);

    await context.setOffline(true);
    await page.locator(pitch).fill("Typed on the train");
    await isKept(page, "offline");
    expect(await status(page).textContent()).toBe(t("writing.save.offline"));
    await context.setOffline(false);
    await isKept(page, "saved");
    expect(await stored(page, id)).toBe("Typed on the train");

    await context.setOffline(true);
    await page.locator(pitch).fill("Typed before the tab closed");
    await expect.poll(() => copies(page), soon).toBe(1);
    await page.close();
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(address);
    await expect.poll(() => again.locator(pitch).inputValue(), soon).toBe("Typed before the tab closed");
    await expect.poll(() => stored(again, id), soon).toBe("Typed before the tab closed");
    await expect.poll(() => copies(again), soon).toBe(0);

    await context.clearCookies({ name: /session_token/ });
    await again.locator(pitch).fill("Typed while signed out");
    await isKept(again, "signedOut");
    await again.getByRole("link", { name: t("writing.signedOut.signIn") }).waitFor();
    const beside = await context.newPage();
    await signInAsApplicant(beside, visit, slug, email);
    await beside.close();
    await isKept(again, "saved");
    expect([again.url(), await stored(again, id)]).toEqual([address, "Typed while signed out"]);

    await again.goto("/");
    await again.waitForURL((url) => url.pathname === "/my-applications");
    await again.getByRole("link", { name: "Cellsight GmbH" }).waitFor();
  });
});
