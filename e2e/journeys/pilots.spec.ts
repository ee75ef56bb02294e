import { describe } from "vitest";
import { baseUrl, expect, expectAccessible, type Journey, test, type Visit } from "../support/browser.ts";

const owner = "Katharina Vogt";
const founder = "Tang Yihan";
const manager = "Zhou Min";
const scout = "Lin Yue";
/** What the start-up must never read. */
const secrets = ["BUDGETSECRET", "NOTESECRET", "987,654"];

/** Today where the base stands. */
const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" }).format(new Date());
const daysAfter = (days: number): string => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);

const title = "Weakest cell group read from a charge";
const criteria = ["Weakest group named", "Packs read", "Readings a night"].map((metric) => ({
  metric,
  unit: "%",
  comparison: "atLeast",
  baseline: 40,
  target: 90,
  method: "Compared with the opened pack",
  measuredBy: "together",
}));

interface People {
  owner: Visit;
  founder: Visit;
  manager: Visit;
  scout: Visit;
}

let people: People;

/** The same commands as on the pages, for what is not looked at here: by the person's own session. */
async function ask<Answer = { id: string }>({ context }: Visit, method: string, path: string, data?: unknown): Promise<Answer> {
  const response = await context.request.fetch(`${baseUrl}/api/v1${path}`, { method, data, headers: { origin: baseUrl } });
  const text = await response.text();
  if (response.status() >= 300) throw new Error(`${method} ${path}: ${response.status()} ${text.slice(0, 500)}`);
  return (text ? JSON.parse(text) : null) as Answer;
}

/** Opens a page of the pilot and holds it against WCAG; the start-up reads nothing of the host there. */
async function look(visit: Visit, path: string): Promise<void> {
  await visit.goTo(path);
  await visit.page.getByRole("heading", { level: 1 }).waitFor();
  await expectAccessible(visit);
  if (visit !== people.founder) return;
  const text = await visit.page.content();
  for (const secret of secrets) expect([path, text.includes(secret)]).toEqual([path, false]);
}

async function go(
  { page, t, goTo }: Visit,
  path: string,
  state: "scoped" | "contracting" | "ordered" | "running" | "evaluated" | "adopted",
) {
  await goTo(path);
  await page.getByRole("button", { name: t("pilots.gate.goTo", { state: t(`pilots.state.${state}`) }) }).click();
  await page.getByText(t("pilots.notices.go")).first().waitFor();
}

describe("from a need to an adopted product", () => {
  test("a pilot is proposed, made ready, signed by both, ordered, measured, found to be met, and what was promised is carried out", {
    timeout: 480_000,
  }, async ({ journey }) => {
    people = await everybody(journey);
    const path = await propose(people);
    await go(people.owner, path, "scoped");
    await offer(people, path);
    await makeReady(people, path);
    await go(people.owner, path, "contracting");
    await agree(people, path);
    await order(people, path);
    await go(people.owner, path, "running");
    await run(people, path);
    await close(people, path);
  });
});

async function everybody(journey: Journey): Promise<People> {
  return {
    owner: await journey.as(owner),
    founder: await journey.as(founder),
    manager: await journey.as(manager),
    scout: await journey.as(scout),
  };
}

/** From the need's shortlist; the address of the pilot. */
async function propose({ owner, scout }: People): Promise<string> {
  const need = await ask(owner, "POST", "/needs", {
    title,
    detail: "We want to know which cell group of a pack ages first, from a charge alone.",
    field: "electrification",
    topics: ["battery-management"],
    lang: "en",
    budgetMinor: 98_765_400,
    decideBy: daysAfter(200),
  });
  await ask(owner, "POST", `/needs/${need.id}/state-changes`, { to: "confirmed" });
  await ask(scout, "POST", `/needs/${need.id}/state-changes`, { to: "open" });
  const { items } = await ask<{ items: { id: string }[] }>(scout, "GET", "/companies?q=Voltlens");
  const companyId = items[0]!.id;
  await ask(scout, "POST", `/needs/${need.id}/shortlist/entries`, { companyId, stage: "shortlist" });
  await look(owner, `/needs/${need.id}/pilots`);
  await look(owner, `/pilots/new?need=${need.id}&company=${companyId}`);
  await owner.page.locator("[name=scope]").fill("Sixty test cars in hall C");
  await owner.page.getByRole("button", { name: owner.t("pilots.new.submit") }).click();
  await owner.page.waitForURL(/\/pilots\/[0-9a-f-]{36}$/);
  const path = new URL(owner.page.url()).pathname;
  await ask(owner, "PATCH", path, {
    version: await versionOf(owner, path),
    criteria,
    budgetLine: "BUDGETSECRET",
    note: "NOTESECRET",
    seriesContact: "Series team",
    nextOrder: "Diagnosis for the return yard",
    consequenceWithinDays: 30,
    startsOn: today,
    endsOn: daysAfter(90),
    decisionOn: daysAfter(97),
    sponsorPersonId: await personIdOf(scout),
  });
  await look(owner, path);
  return path;
}

const versionOf = async (visit: Visit, path: string): Promise<number> =>
  (await ask<{ version: number }>(visit, "GET", path)).version;

const personIdOf = async (visit: Visit): Promise<string> => (await ask<{ personId: string }>(visit, "GET", "/me")).personId;

/** Before it was offered the founder finds nothing; afterwards their side of it. */
async function offer({ owner, founder }: People, path: string): Promise<void> {
  expect((await founder.context.request.get(`${baseUrl}/api/v1${path}`)).status()).toBe(404);
  await owner.goTo(path);
  await owner.page.getByRole("button", { name: owner.t("pilots.offer.submit") }).click();
  await owner.page.getByText(owner.t("pilots.notices.offered")).first().waitFor();
  await look(founder, path);
  await founder.page.getByRole("heading", { level: 1, name: title }).waitFor();
  await look(founder, "/pilots");
}

/** Documents the firm gave for an earlier pilot are there already. */
async function makeReady({ owner, founder }: People, path: string): Promise<void> {
  await look(owner, `${path}/readiness`);
  await look(founder, `${path}/readiness`);
  await ask(owner, "POST", `${path}/readiness-acceptances`, {});
  const { items } = await ask<{ items: { kind: string; state: string }[] }>(owner, "GET", `${path}/readiness`);
  for (const { kind, state } of items)
    if (state === "provided") await ask(owner, "POST", `${path}/readiness/${kind}/verdicts`, { verdict: "accepted" });
    else if (state === "waiting")
      await ask(owner, "POST", `${path}/readiness/${kind}/verdicts`, { verdict: "notNeeded", reason: "Given on paper" });
  await look(owner, `${path}/readiness`);
  await owner.page.getByText(owner.t("readiness.hero.ready")).first().waitFor();
}

const both = (en: string) => ({ en, "zh-CN": en });

/** The host sends, both sign the very same document, each in their own browser. */
async function agree({ owner, founder }: People, path: string): Promise<void> {
  const values = {
    "host.address": both("1 Jinqiao Road"),
    "startup.address": both("2 Jinqiao Road"),
    "startup.registration": { any: "91310115MA1K0DEMO0" },
    amount: { any: "200000 CNY" },
    "payment.days": { any: "30" },
    "law.name": both("China"),
    "law.court": both("Shanghai"),
  };
  await look(owner, `${path}/agreements`);
  const { id } = await ask(owner, "POST", `${path}/agreements`, { kind: "pilotAgreement", values });
  const document = `${path}/agreements/${id}`;
  await look(owner, document);
  await owner.page.getByRole("button", { name: owner.t("agreements.page.send") }).click();
  await owner.page.getByText(owner.t("agreements.notices.sent")).first().waitFor();
  for (const visit of [founder, owner]) {
    await look(visit, document);
    await sign(visit);
  }
  await look(founder, `${path}/agreements`);
}

async function sign({ page, t }: Visit): Promise<void> {
  const form = page.locator("[data-sign]");
  await page.locator("#end-of-document").scrollIntoViewIfNeeded();
  await form.locator("[name=title]").fill("Signatory");
  await form.getByLabel(t("agreements.sign.hasRead")).check();
  await form.locator("input[name=intends]").check();
  await form.getByRole("button", { name: t("agreements.sign.sign"), exact: true }).click();
  await page.getByText(t("agreements.notices.signed")).first().waitFor();
}

interface Orders {
  orders: { id: string; version: number; milestones: { id: string }[] }[];
}

/** Asked for by the owner, approved by somebody else, read by the start-up once it was sent. */
async function order({ owner, founder, manager }: People, path: string): Promise<void> {
  const milestones = ["Connected", "Report"].map((name) => ({ title: name, deliverable: name, amountMinor: 10_000_000 }));
  const { id } = await ask(owner, "POST", `${path}/orders`, { amountMinor: 20_000_000, currency: "CNY", milestones });
  const move = async (visit: Visit, to: string) => {
    const { orders } = await ask<Orders>(visit, "GET", `${path}/orders`);
    await ask(visit, "POST", `/orders/${id}/moves`, { to, version: orders.find((each) => each.id === id)!.version });
  };
  await move(owner, "requested");
  await look(owner, `${path}/orders`);
  await look(founder, `${path}/orders`);
  expect(await founder.page.getByText("200,000").count()).toBe(0);
  await move(manager, "approved");
  await go(owner, path, "ordered");
  await move(owner, "sent");
  await look(founder, `${path}/orders`);
  await founder.page.getByText("200,000").first().waitFor();
  await move(founder, "confirmed");
  await look(manager, `${path}/orders`);
}

/** Both sides measure; each sees what the other wrote. */
async function run({ owner, founder }: People, path: string): Promise<void> {
  const pilot = await ask<{ criteria: { id: string; metric: string }[] }>(owner, "GET", path);
  for (const [at, { id: criterionId }] of pilot.criteria.entries())
    await ask(at === 1 ? owner : founder, "POST", `${path}/measurements`, { criterionId, value: 94, measuredOn: today });
  await ask(founder, "PUT", `${path}/pulse`, { mood: "good", comment: "PULSEWORD" });
  await ask(owner, "POST", `${path}/messages`, { text: "Hall C is yours from tonight" });
  await look(owner, `${path}/running`);
  await owner.page.getByText("PULSEWORD").first().waitFor();
  await look(founder, `${path}/running`);
  await founder.page.getByText("Hall C is yours from tonight").first().waitFor();
  for (const { id: criterionId } of pilot.criteria)
    await ask(owner, "PUT", `${path}/judgements`, { criterionId, judgement: "met" });
  await go(owner, path, "evaluated");
}

/** What was promised is due, is carried out by a row of the ledger, and the product counts as adopted. */
async function close({ owner, founder }: People, path: string): Promise<void> {
  expect(JSON.stringify(await ask(owner, "GET", path))).toContain(daysAfter(30));
  await look(owner, `${path}/result`);
  await ask(owner, "POST", `${path}/adoptions`, {
    kind: "followUpOrder",
    title: "LEDGERROW",
    plannedMinor: 60_000_000,
    realisedMinor: 0,
    currency: "CNY",
    happenedOn: today,
  });
  await look(owner, `${path}/result`);
  await owner.page.getByText("LEDGERROW").first().waitFor();
  await go(owner, path, "adopted");
  await look(founder, `${path}/result`);
  expect(await founder.page.getByText("LEDGERROW").count()).toBe(0);
  await founder.page.getByText(founder.t("pilots.state.adopted")).first().waitFor();
  const report = await owner.context.request.get(`${baseUrl}${path}/closing-report.pdf`);
  expect((await report.body()).subarray(0, 5).toString()).toBe("%PDF-");
  await look(owner, "/pilots");
  await look(owner, `${path}/history`);
}
