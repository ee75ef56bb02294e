import { describe } from "vitest";
import { expect, expectAccessible, expectNoSidewaysScroll, test } from "../support/browser.ts";

describe("a visitor", () => {
  test("is asked to sign in and then brought to the page they wanted", async ({ journey }) => {
    const { page, t, goTo } = await journey.visit();
    await goTo("/needs?state=open");
    expect(new URL(page.url()).pathname).toBe("/sign-in");
    await page.getByRole("button", { name: "Katharina Vogt" }).click();
    await page.waitForURL("**/needs?state=open");
    await page.getByRole("heading", { level: 1, name: t("needs.list.title") }).waitFor();
  });

  test("is never sent to another site after signing in", async ({ journey }) => {
    const { page, goTo } = await journey.visit();
    await goTo("/sign-in?next=//elsewhere.example/needs");
    await page.getByRole("button", { name: "Katharina Vogt" }).click();
    await page.waitForURL((url) => url.pathname === "/");
  });

  test("reads in plain words why a wrong password was refused and what was typed stays", async ({ journey }) => {
    const { page, t, goTo } = await journey.visit({ expectsRefusals: true });
    await goTo("/sign-in");
    const form = page.getByRole("form", { name: t("identity.signIn.title") });
    await form.getByLabel(t("identity.signIn.email")).fill("katharina.vogt@host.example");
    await form.locator("[name=password]").fill("not the password");
    await form.getByRole("button", { name: t("identity.signIn.submit"), exact: true }).click();
    await page.getByRole("alert").getByText(t("identity.errors.credentialsWrong")).waitFor();
    expect(await form.getByLabel(t("identity.signIn.email")).inputValue()).toBe("katharina.vogt@host.example");
  });

  for (const variant of [{ phone: true }, { dark: true }, { locale: "zh-CN" }, { locale: "de" }, { locale: "ru" }] as const) {
    test(`finds a sign-in page everybody can use: ${JSON.stringify(variant)}`, async ({ journey }) => {
      const visit = await journey.visit(variant);
      await visit.goTo("/sign-in");
      await visit.page.getByRole("heading", { level: 1, name: visit.t("identity.signIn.demoTitle") }).waitFor();
      await expectAccessible(visit);
      await expectNoSidewaysScroll(visit);
    });
  }
});
