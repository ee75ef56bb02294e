// Every page of the route table is asked by every seat it is not for; a new page is in this test from its first day.
import type { RouteConfigEntry } from "@react-router/dev/routes";
import { beforeAll, describe, expect, test } from "vitest";
import routes from "../../src/routes.ts";
import { type Answer, openSession, type Session } from "../support/session.ts";

const publicPages =
  /^\/(answer|pilot-calendar|weekly-mail|sign-in|sign-out|invitation|welcome|locale|applications\/authors)(\/|$)|^\/calls(\/news(\/:key)?|\/:slug(\/image)?)?$/;
/** Open to every seat: the own account and applications, and the people and units of the own organisation. */
const everySeat =
  /^\/(account|my-account|my-applications$|search\.json|style|administration\/people|administration\/units)?(\/|$)/;

/** Lists that hold only what a reviewer was asked to read, and the page of what they know. */
const reviewing = /^\/applications$|^\/reviews(\/expertise)?$/;

/** Lists of pilots hold only what the reader’s own wall shows. */
const ofPilots = /^\/pilots(\/(calendar|export|verify))?$/;
/** What a start-up has of its own beside them. */
const ofStartUp = /^\/(firm|documents|orders)$/;

const oneOf = (...pages: RegExp[]): RegExp => new RegExp(pages.map(({ source }) => source).join("|"));

/** Who asks, and which pages of other rooms the seat may open. */
const strangers: { who: string; name: string | null; may: RegExp | null }[] = [
  { who: "a visitor", name: null, may: null },
  { who: "a founder", name: "Tang Yihan", may: oneOf(ofStartUp, ofPilots) },
  { who: "the zone’s reporter", name: "Xu Jing", may: null },
  { who: "the cloud steward", name: "Chen Bo", may: reviewing },
  {
    who: "the cloud partner’s base manager",
    name: "Gao Rui",
    may: oneOf(/^\/(companies|applications|reviews|calls)(\/|$)/, ofPilots),
  },
  {
    who: "an expert of the host",
    name: "Соколова",
    may: oneOf(/^\/(needs|companies|pilots|orders)(\/|$)/, /^\/applications$|^\/reviews(\/expertise)?$/),
  },
];

const ids: Record<string, string> = { secret: "no-such-secret", fileId: crypto.randomUUID() };
const secrets: string[] = [];
const companySecrets: string[] = [];
/** A pilot of the host and another firm, shared with nobody. */
const pilotTitle = "Binary analysis of sixty firmware images";
const hostAddress = "martin.kessler@host.example";

beforeAll(async () => {
  const scout = await openSession("Lin Yue");
  const needs = (await scout.get("/needs")).text;
  ids.needId = /\/needs\/([0-9a-f-]{36})/.exec(needs)![1]!;
  ids.pilotId = /\/pilots\/([0-9a-f-]{36})/.exec((await scout.get("/pilots?q=Binary+analysis")).text)![1]!;
  ids.companyId = /\/companies\/([0-9a-f-]{36})/.exec((await scout.get(`/pilots/${ids.pilotId}`)).text)![1]!;
  ids.importId = await importedBy(scout);
  secrets.push(
    headingOf((await scout.get(`/needs/${ids.needId}`)).text),
    "Batteriediagnose zurückgenommener",
    "only-the-scout-knows.csv",
    pilotTitle,
  );
  companySecrets.push(headingOf((await scout.get(`/companies/${ids.companyId}`)).text));
});

describe.each(strangers)("$who", ({ name, may }) => {
  test("opens no page that is another seat’s, and reads nothing of it in a refusal", { timeout: 300_000 }, async () => {
    const session = await openSession(name);
    const known = may?.test("/needs") ? [] : secrets;
    const told = [...known, ...(may?.test("/companies") ? [] : companySecrets), ...(may?.test("/needs") ? [] : [hostAddress])];
    const leaks: string[] = [];
    for (const { page, file } of pagesOf(routes, "")) {
      if (publicPages.test(page) || may?.test(page)) continue;
      const path = page
        .replaceAll(/:(\w+)/g, (_, param: string) => ids[param] ?? crypto.randomUUID())
        .replace("*", "no-such-page");
      const mayOpen = everySeat.test(page) && (name !== null || page === "/search.json");
      const answers = [
        { what: `GET ${path}`, ...(await session.get(path)) },
        { what: `GET ${path}.data`, ...(await session.get(`${path}.data`)) },
        ...(mayOpen ? [] : [{ what: `POST ${path}`, ...(await session.post(path)) }]),
      ];
      for (const answer of answers) {
        if (!mayOpen && !isRefusal(answer, file)) leaks.push(`${answer.what} answers ${answer.status} ${answer.location ?? ""}`);
        for (const secret of told) if (answer.text.includes(secret)) leaks.push(`${answer.what} tells “${secret}”`);
      }
    }
    expect(leaks).toEqual([]);
  });
});

describe("the palette’s search", () => {
  test.each([null, "Tang Yihan", "Xu Jing", "Chen Bo"])("finds neither needs nor companies for %s", async (name) => {
    const { text } = await (await openSession(name)).get("/search.json?q=Batterie");
    // A founder finds the pilots of the own firm, and nothing else.
    const hits: { to: string; detail: string }[] = JSON.parse(text).hits ?? [];
    expect(hits.filter(({ to, detail }) => !to.startsWith("/pilots/") || !detail.includes("Voltlens"))).toEqual([]);
  });

  test("finds no need of the host for the cloud partner", async () => {
    const { text } = await (await openSession("Gao Rui")).get("/search.json?q=Batteriediagnose");
    expect(text).not.toContain("zurückgenommener");
  });
});

describe("the lists of pilots and documents", () => {
  test.each(["Tang Yihan", "Gao Rui"])("tell %s nothing of somebody else’s pilot", async (name) => {
    const session = await openSession(name);
    for (const path of ["/pilots", "/pilots?q=Binary+analysis", "/pilots/calendar", "/pilots/export", "/orders", "/documents"])
      expect((await session.get(path)).text).not.toContain(pilotTitle);
  });

  test("have a scout read it, so that silence means something", async () => {
    const scout = await openSession("Lin Yue");
    expect((await scout.get("/pilots?q=Binary+analysis")).text).toContain(pilotTitle);
  });
});

/** Redirected to the sign-in or to the own account, refused with 4xx, or (in the router's own data format) answered without the page's loader. */
function isRefusal({ status, location, text }: Answer, file: string): boolean {
  if (status >= 400 && status < 500) return true;
  if (status >= 300 && status < 400) return /^\/(sign-in|my-account$)/.test(location ?? "");
  return (status === 202 && /\/(sign-in|my-account")/.test(text)) || (status === 200 && isWithoutPage(text, file));
}

const isWithoutPage = (text: string, file: string): boolean =>
  text.startsWith("[{") && !text.includes(file.replace(/\.tsx?$/, ""));

interface PageOfTable {
  page: string;
  file: string;
}

function pagesOf(entries: readonly RouteConfigEntry[], parent: string): PageOfTable[] {
  return entries.flatMap(({ path, index, children, file }) => {
    const page = path === undefined ? parent : `${parent}/${path}`;
    const isPage = path !== undefined || index;
    return [...(isPage ? [{ page: page || "/", file }] : []), ...pagesOf(children ?? [], page)];
  });
}

async function importedBy(scout: Session): Promise<string> {
  const form = new FormData();
  form.set("source", "stranger-test");
  form.set("file", new File(["name,city\nSecretive Robotics,Harbin\n"], "only-the-scout-knows.csv", { type: "text/csv" }));
  const { location } = await scout.upload("/companies/imports/new", form);
  return /imports\/([0-9a-f-]{36})/.exec(location ?? "")![1]!;
}

const headingOf = (html: string): string => /<h1[^>]*>(?:<[^>]+>)*([^<]+)/.exec(html)![1]!;
