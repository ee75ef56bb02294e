import { demoPersonId } from "#db/seeds/demo/people.ts";
import { expect, type Visit } from "./browser.ts";

/** A call of both operators, as its pages show it. */
export interface JourneyCall {
  id: string;
  slug: string;
  phaseId: string;
}

/** Asks the API from the page of somebody who is signed in, as the editors do. */
export async function ask<Body>({ page }: Visit, method: string, path: string, content?: unknown): Promise<Body> {
  const { status, body } = await page.evaluate(
    async ([method, path, content]) => {
      const response = await fetch(`/api/v1${path}`, {
        method: method as string,
        headers: { "content-type": "application/json" },
        ...(content === undefined ? {} : { body: JSON.stringify(content) }),
      });
      return { status: response.status, body: response.status === 204 ? null : await response.json() };
    },
    [method, path, content] as const,
  );
  expect(status, `${method} ${path}: ${JSON.stringify(body)}`).toBeLessThan(300);
  return body as Body;
}

const anchors = ["Not at all", "A little", "Half", "Mostly", "Fully"].map((en) => ({ en }));
const criterion = (key: string, en: string, weight: number) => ({ key, label: { en }, weight, anchors });

/** Opens a joint draft in the browser and fills it by what the editors send; nobody outside sees it yet. */
export async function openJointCall(visit: Visit, slug: string): Promise<JourneyCall> {
  const { page, t, goTo } = visit;
  await goTo("/calls/new");
  await page.getByLabel(t("calls.edit.part.title")).first().fill("Quiet motors for a noisy plant");
  await page.getByLabel(t("calls.edit.part.slug")).fill(slug);
  await page.getByRole("radio", { name: t("calls.edit.joint") }).check();
  await page.getByRole("radio", { name: t("calls.edit.rolling") }).check();
  await page.getByRole("checkbox", { name: "中文" }).uncheck();
  await page.getByRole("button", { name: t("calls.new.open") }).click();
  await page.waitForURL(`**/calls/${slug}/edit`);
  const { items } = await ask<{ items: { id: string; slug: string }[] }>(visit, "GET", "/calls?limit=100");
  const idOf = (wanted: string) => items.find((each) => each.slug === wanted)!.id;
  const id = idOf(slug);
  const { version } = await ask<{ version: number }>(visit, "GET", `/calls/${id}`);
  await ask(visit, "PATCH", `/calls/${id}`, {
    version,
    teaser: { en: "Motors, drives and fans that one can stand beside." },
    description: { en: "We listen to every proposal, and answer it." },
    rules: [
      {
        id: crypto.randomUUID(),
        kind: "age",
        maximum: 8,
        reason: { en: "The first order is for young firms." },
        alternative: { kind: "call", callId: idOf("open-door") },
      },
    ],
  });
  await ask(visit, "PUT", `/calls/${id}/form`, { fields });
  await ask(visit, "POST", `/calls/${id}/form-versions`);
  const phase = {
    kind: "review",
    opensAt: null,
    closesAt: null,
    isBlind: false,
    otherReviews: "afterOwn",
    otherScores: "afterOwn",
    reviewerNames: "afterOwn",
    reviewsWanted: 2,
    rubrics: { default: [criterion("fit", "Fit", 2), criterion("proof", "Proof", 1)] },
  };
  const [planned] = await ask<{ id: string }[]>(visit, "PUT", `/calls/${id}/phases`, { phases: [phase] });
  return { id, slug, phaseId: planned!.id };
}

const fields = [
  { key: "solution", kind: "longText", stage: 1, isRequired: true, longest: 1500, label: { en: "Your solution" } },
  { key: "proof", kind: "longText", stage: 1, isRequired: true, longest: 800, label: { en: "What shows that it works" } },
  { key: "founders", kind: "text", stage: 1, isRequired: true, isIdentifying: true, label: { en: "Founders" } },
  { key: "advisors", kind: "text", stage: 1, isIdentifying: true, label: { en: "Advisers" } },
];

/** Each operator names its own people for the review. */
export async function nameReviewers(visit: Visit, { phaseId }: JourneyCall, keys: readonly string[]): Promise<void> {
  for (const key of keys) await ask(visit, "PUT", `/review-phases/${phaseId}/reviewers/${demoPersonId(key)}`, { most: 5 });
}
