import { describe } from "vitest";
import { expect, expectAccessible, test } from "../support/browser.ts";

const administrator = "Martin Kessler";

describe("the administrator", () => {
  test("invites somebody, finds the mail in the outbox, and the guest takes the seat by its link", async ({ journey }) => {
    const visit = await journey.as(administrator);
    const { page, t, goTo } = visit;
    await goTo("/administration/people");
    await expectAccessible(visit);
    const form = page.getByRole("form", { name: t("identity.people.invite") });
    await form.getByRole("textbox", { name: t("identity.people.name"), exact: true }).fill("Anna Lindqvist");
    await form.getByLabel(t("identity.people.email")).fill("anna.lindqvist@host.example");
    await form.getByLabel(t("identity.people.role")).selectOption("expert");
    await form.getByRole("button", { name: t("identity.people.send") }).click();
    await page.getByText(t("identity.people.invited", { name: "Anna Lindqvist" })).waitFor();
    await page.getByText("anna.lindqvist@host.example").waitFor();
    await goTo("/administration/mail");
    const mail = page.getByRole("row").filter({ hasText: "anna.lindqvist@host.example" });
    await mail.locator("summary").click();
    const link = /https?:\S+\/invitation\/\S+/.exec(await mail.locator("pre").innerText())?.[0];
    expect(link).toBeDefined();
    await expectAccessible(visit);

    const guest = await journey.visit();
    await guest.goTo(new URL(link!).pathname);
    await expectAccessible(guest);
    await guest.page.locator("[name=password]").fill("a lake north of the polar circle");
    await guest.page.getByRole("button", { name: t("identity.invitation.accept") }).click();
    await guest.page.getByRole("heading", { level: 1, name: /Anna Lindqvist/ }).waitFor();
  });

  test("reads jobs by state and verifies that the audit log is unbroken", async ({ journey }) => {
    const visit = await journey.as(administrator);
    const { page, t, goTo } = visit;
    await goTo("/administration/jobs");
    await page.getByRole("link", { name: t("operations.jobs.state.completed") }).click();
    await page.waitForURL("**/administration/jobs?state=completed");
    await expectAccessible(visit);
    await goTo("/administration/audit");
    await page.getByRole("button", { name: t("operations.audit.verify") }).click();
    await page.getByText(t("operations.audit.intact", { entries: 2 }).split(":")[0]!).waitFor();
    await expectAccessible(visit);
  });

  test("adds a unit and gives it another name", async ({ journey }) => {
    const { page, t, goTo } = await journey.as(administrator);
    await goTo("/administration/units");
    const form = page.getByRole("form", { name: t("identity.organisation.addUnit") });
    await form.getByRole("textbox", { name: t("identity.organisation.unitName"), exact: true }).fill("Test track Zhuhai");
    await form.getByRole("button", { name: t("identity.organisation.addUnit") }).click();
    await page.getByText(t("identity.organisation.unitAdded")).waitFor();
    const rename = page.getByRole("form", { name: `${t("identity.organisation.rename")}: Test track Zhuhai` });
    await rename.getByRole("textbox").fill("Proving ground Zhuhai");
    await rename.getByRole("button").click();
    await page.getByText(t("identity.organisation.renamed")).waitFor();
    await page.getByRole("rowheader", { name: "Proving ground Zhuhai" }).waitFor();
  });

  test("proposes a new name of the base, which the other operator’s administrator approves in their other seat", async ({
    journey,
  }) => {
    const host = await journey.as(administrator);
    const { t } = host;
    await host.goTo("/administration/settings");
    await expectAccessible(host);
    const form = host.page.getByRole("form", { name: t("identity.organisation.base") });
    await form.getByLabel(t("identity.organisation.reason")).fill("The contract was renewed");
    const name = form.getByLabel(t("identity.organisation.baseName"));
    const before = await name.inputValue();
    await name.fill(`${before}, second term`);
    await form.getByRole("button", { name: t("identity.organisation.propose") }).click();
    await host.page.getByText(t("identity.organisation.proposed")).waitFor();
    expect(await host.page.getByRole("button", { name: t("identity.organisation.approve") }).count()).toBe(0);

    const cloud = await journey.as("Gao Rui");
    await cloud.page.getByTitle(t("shell.account.label")).click();
    await cloud.page.getByRole("menuitem", { name: new RegExp(t("identity.roles.administrator")) }).click();
    await cloud.page.getByRole("link", { name: t("shell.navigation.items.settings") }).waitFor();
    await cloud.goTo("/administration/settings");
    await cloud.page.getByText("The contract was renewed").waitFor();
    await cloud.page.getByRole("button", { name: t("identity.organisation.approve") }).click();
    await cloud.page.getByText(t("identity.organisation.decided")).waitFor();
    await host.goTo("/administration/settings");
    expect(await name.inputValue()).toBe(`${before}, second term`);
  });
});
