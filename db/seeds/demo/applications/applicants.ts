import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startApplication } from "#contexts/applications/commands/start-application.ts";
import { submitApplication } from "#contexts/applications/commands/submit-application.ts";
import { writeAnswers } from "#contexts/applications/commands/write-answers.ts";
import { answersInput } from "#contexts/applications/own-schema.ts";
import { addPerson, type DemoPurpose } from "#contexts/identity/index.ts";
import { type Context, contextFor, type Platform, visitor } from "#platform/context.ts";
import { parse } from "#platform/parse.ts";
import { projectRoot } from "#platform/project-root.ts";
import { demoId, demoSystem } from "../clock.ts";

/** One invented firm that applies, with what its reviewers will find good and what they will miss. */
export interface DemoFirm {
  key: string;
  name: string;
  lang: "en" | "zh" | "de";
  track: string;
  stage: string;
  country: string;
  city: string;
  foundedYear: number;
  teamSize: number;
  website: string;
  email: string;
  oneLiner: string;
  solution: string;
  proof: string;
  /** Yuan. */
  price: number;
  compute: string;
  founders: string;
  investors: string;
  advisers: string;
  /** 1 to 5: around which its reviewers score. */
  quality: number;
  plus: string;
  minus: string;
}

export const demoFirms = readLines<DemoFirm>("firms.jsonl");

export function readLines<Row>(file: string): Row[] {
  const text = readFileSync(join(projectRoot, "db/seeds/demo/applications", file), "utf8");
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Row);
}

type Applicant = Pick<DemoFirm, "key" | "founders" | "email" | "lang">;

const localeOf = { en: "en", zh: "zh-CN", de: "de" } as const;
const purposes: Partial<Record<string, DemoPurpose>> = { oblique: "applicant" };

export const founderOf = ({ founders }: Pick<Applicant, "founders">): string => founders.split(/[,、]/u)[0]!.trim();

/** Lets the first founder of a firm in, without a seat; once, however many calls the firm applies to. */
export async function addApplicant(platform: Platform, firm: Applicant, instant: string): Promise<void> {
  const ctx = demoSystem(platform, instant);
  await ctx.transact(async (tx) => {
    const known = await tx.selectFrom("person").select("id").where("id", "=", applicantId(firm.key)).executeTakeFirst();
    if (known) return;
    await addPerson(tx, ctx, {
      id: applicantId(firm.key),
      name: founderOf(firm),
      email: firm.email,
      locale: localeOf[firm.lang],
      applicantSince: ctx.now(),
      demoPurpose: purposes[firm.key] ?? null,
    });
  });
}

const applicantId = (key: string): string => demoId(`person/applicant/${key}`);

export function applicantIn(platform: Platform, firm: Applicant, instant: string): Context {
  const actor = { ...visitor, kind: "person" as const, personId: applicantId(firm.key), personName: founderOf(firm) };
  return contextFor({ ...platform, now: () => new Date(instant) }, actor, {
    requestId: "demo-seed",
    locale: localeOf[firm.lang],
  });
}

/** Begins, fills in and hands in; the id of the application. */
export async function apply(
  ctx: Context,
  callId: string,
  { firmName, answers, isHandedIn = true }: { firmName: string; answers: Record<string, unknown>; isHandedIn?: boolean },
): Promise<string> {
  const begun = await startApplication(ctx, callId, { firmName });
  const written = Object.entries(answers)
    .filter(([, value]) => value !== "")
    .map(([key, value]) => ({ key, value, version: begun.answers.find((each) => each.key === key)?.version ?? 0 }));
  await writeAnswers(ctx, begun.id, parse(answersInput, { answers: written }).answers);
  if (isHandedIn) await submitApplication(ctx, begun.id);
  return begun.id;
}
