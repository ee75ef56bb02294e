import { describe } from "vitest";
import { baseUrl, expect, expectAccessible, test } from "../support/browser.ts";

describe("a program with a token", () => {
  test("goes from the need to the shortlist, the pass and the PDF over REST, within the token’s scopes", async ({ journey }) => {
    const visit = await journey.as("Katharina Vogt");
    const { page, t, goTo } = visit;
    await goTo("/account/tokens");
    await expectAccessible(visit);
    const form = page.getByRole("form", { name: t("identity.tokens.create") });
    await form.getByLabel(t("identity.tokens.name")).fill("nightly report");
    for (const scope of ["needs:read", "companies:read", "matching:read", "matching:write"]) {
      await form.getByRole("checkbox", { name: scope }).check();
    }
    await form.getByRole("button", { name: t("identity.tokens.create") }).click();
    const token = await page.getByRole("status").locator("code, pre").first().innerText();

    const call = async (method: string, path: string, body?: unknown) => {
      const response = await fetch(`${baseUrl}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const isJson = response.headers.get("content-type")?.includes("json");
      return { status: response.status, body: isJson ? await response.json() : Buffer.from(await response.arrayBuffer()) };
    };
    const needs = await call("GET", "/needs?q=Lackfehler");
    const [need] = needs.body.items;
    expect(need.owner.name).toBe("Katharina Vogt");
    let matches = await call("GET", `/needs/${need.id}/matches?limit=10`);
    while (matches.body.index.state === "building") matches = await call("GET", `/needs/${need.id}/matches?limit=10`);
    const items: { company: { id: string }; reasons: unknown[]; entry: unknown }[] = matches.body.items;
    expect(items.length).toBe(10);
    expect(items.every(({ reasons }) => reasons.length > 0)).toBe(true);
    const free = items.filter(({ entry }) => entry === null).slice(0, 3);
    for (const { company } of free) {
      const added = await call("POST", `/needs/${need.id}/shortlist/entries`, { companyId: company.id });
      expect(added.status).toBe(201);
    }
    const passed = await call("POST", `/needs/${need.id}/passes/${free[2]!.company.id}`, {
      reasonCode: "price",
      note: "Too dear",
    });
    expect(passed.status).toBe(201);
    const { entries } = (await call("GET", `/needs/${need.id}/shortlist`)).body;
    const mine = entries.filter(({ company }: { company: { id: string } }) =>
      free.some((each) => each.company.id === company.id),
    );
    expect(mine.map(({ stage }: { stage: string }) => stage).sort()).toEqual(["passed", "shortlist", "shortlist"]);
    const comparison = await call("GET", `/needs/${need.id}/shortlist/comparison`);
    expect(comparison.body.columns.length).toBeGreaterThanOrEqual(2);
    const pdf = await call("GET", `/needs/${need.id}/shortlist/report.pdf`);
    expect(pdf.body.subarray(0, 5).toString()).toBe("%PDF-");

    const refused = await call("POST", "/needs", { title: "Not within the scopes" });
    expect([refused.status, refused.body.code]).toEqual([403, "forbidden"]);
    await goTo("/account/tokens");
    await page.getByRole("button", { name: `${t("identity.tokens.revoke")}: nightly report` }).click();
    await page.getByText(t("identity.tokens.revokedNotice")).waitFor();
    expect((await call("GET", "/needs")).status).toBe(401);
  });

  test("reads what it may do in the API’s own pages", async ({ journey }) => {
    const { page, goTo } = await journey.visit();
    await goTo("/api/docs");
    // Hundreds of operations stand folded under what they are about.
    await page.getByRole("link", { name: "needs", exact: true }).click();
    await page.getByText("/api/v1/needs/{needId}/matches", { exact: true }).first().waitFor();
    // A link to one operation, opened anew.
    await goTo("/api/docs?anew#/pilots/getPilotsByPilotId");
    await page.getByText("One pilot as your side reads it").first().waitFor();
  });
});
