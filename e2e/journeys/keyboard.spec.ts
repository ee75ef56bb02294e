import { describe } from "vitest";
import { expect, test } from "../support/browser.ts";

describe("somebody who uses no mouse", () => {
  test("signs in, finds a need by the palette, walks a list and comes back, all by keys", async ({ journey }) => {
    const { page, t, goTo } = await journey.visit();
    await goTo("/sign-in");
    await tabTo("Katharina Vogt");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname === "/");
    await page.getByRole("heading", { level: 1 }).waitFor();

    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("href"))).toBe("#content");
    await page.keyboard.press("Control+k");
    await page.getByPlaceholder(t("ui.palette.placeholder")).waitFor();
    await page.keyboard.type("Batterie");
    await page
      .getByRole("button", { name: /Batterie/ })
      .first()
      .waitFor();
    await arrowTo("Batterie");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/needs\/[0-9a-f-]{36}$/);

    await page.keyboard.press("g");
    await page.keyboard.press("n");
    await page.waitForURL((url) => url.pathname === "/needs");
    await page.getByRole("table").waitFor();
    await page.keyboard.press("/");
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).type)).toBe("search");
    await page.keyboard.press("Escape");
    await page.locator("body").evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/needs\/[0-9a-f-]{36}$/);

    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: t("ui.keys.title") }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });

    async function arrowTo(text: string): Promise<void> {
      for (let step = 0; step < 20; step++) {
        await page.keyboard.press("ArrowDown");
        const chosen = page.locator("[data-selected]").filter({ hasText: text });
        const isChosen = await chosen.waitFor({ timeout: 500 }).then(
          () => true,
          () => false,
        );
        if (isChosen) return;
      }
      throw new Error(`“${text}” is not reached by the arrow keys`);
    }

    async function tabTo(text: string): Promise<void> {
      for (let step = 0; step < 60; step++) {
        await page.keyboard.press("Tab");
        if (await page.evaluate((wanted) => document.activeElement?.textContent?.includes(wanted), text)) return;
      }
      throw new Error(`“${text}” is not reached by Tab`);
    }
  });
});
