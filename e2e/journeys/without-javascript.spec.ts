import { describe } from "vitest";
import { expect, test } from "../support/browser.ts";

describe("a browser without JavaScript", () => {
  test("signs in, filters the needs, reads one, notes a contact with a company", async ({ journey }) => {
    const { page, t, goTo } = await journey.as("Lin Yue", { javaScript: false });
    await goTo("/needs");
    const all = await page.getByRole("table").getByRole("row").count();
    await page.getByRole("searchbox").fill("Batterie");
    await page.getByRole("button", { name: t("ui.list.apply") }).click();
    await page.waitForURL((url) => url.searchParams.get("q") === "Batterie");
    expect(await page.getByRole("table").getByRole("row").count()).toBeLessThan(all);
    await page
      .getByRole("table")
      .getByRole("link", { name: /Batterie/ })
      .first()
      .click();
    await page.getByRole("link", { name: t("needs.tabs.history") }).click();
    await page.getByRole("heading", { name: t("needs.history.title") }).waitFor();

    await goTo("/companies?q=Kioskara");
    await page
      .getByRole("link", { name: /Kioskara/ })
      .first()
      .click();
    await page.getByRole("link", { name: t("companies.tabs.contacts") }).click();
    const form = page.getByRole("form", { name: t("companies.contacts.add") });
    await form.getByLabel(t("companies.contacts.note")).fill("Met at the fair; wants to show a prototype.");
    await form.getByRole("button", { name: t("companies.contacts.save") }).click();
    await page.getByText("Met at the fair; wants to show a prototype.").first().waitFor();
  });

  test("keeps what was typed and says what is missing when a form is refused", async ({ journey }) => {
    const { page, t, goTo } = await journey.as("Lin Yue", { javaScript: false, expectsRefusals: true });
    await goTo("/companies/new");
    await page.locator("[name=city]").fill("Hefei");
    await page.locator("[name=website]").fill("not an address");
    await page.locator("[name=name]").evaluate((input) => input.removeAttribute("required"));
    await page.getByRole("button", { name: t("companies.form.create") }).click();
    await page.locator("[name=city]").waitFor();
    expect(await page.locator("[name=city]").inputValue()).toBe("Hefei");
    expect(await page.locator("[aria-invalid=true]").count()).toBeGreaterThan(0);
  });
});
