import { formDraft, openedCall, phasePlan } from "#contexts/applications/call-schema.ts";
import { proposeDecision } from "#contexts/applications/commands/decide-application.ts";
import { followDecision } from "#contexts/applications/commands/follow-decision.ts";
import { moveCall } from "#contexts/applications/commands/move-call.ts";
import { openCall } from "#contexts/applications/commands/open-call.ts";
import { planPhases } from "#contexts/applications/commands/plan-phases.ts";
import { giveReview, writeReview } from "#contexts/applications/commands/reviews.ts";
import { draftForm, publishForm } from "#contexts/applications/commands/revise-form.ts";
import { beginReview } from "#contexts/applications/commands/run-application.ts";
import { decisionInput } from "#contexts/applications/decision-schema.ts";
import type { Platform } from "#platform/context.ts";
import { parse } from "#platform/parse.ts";
import { demoPersonId, demoPersonIn } from "../people.ts";
import { addApplicant, applicantIn, apply, type DemoFirm, readLines } from "./applicants.ts";
import { cloudSpringCall, cloudSpringForm, cloudSpringPhases } from "./cloud-spring.ts";

interface DecidedFirm extends Pick<DemoFirm, "key" | "name" | "lang" | "email" | "founders" | "investors" | "plus" | "minus"> {
  oneLiner: string;
  solution: string;
  need: string;
  outcome: "accepted" | "waitlisted" | "declined";
  reasons: string[];
  recheck?: { kind: "date" | "new_need"; on: string | null };
  letter: string;
}

const firms = readLines<DecidedFirm>("decided.jsonl");
const readers = ["reviewer-data", "reviewer-edge", "reviewer-privacy", "reviewer"];
const on = (day: string): string => `2026-${day}T02:00:00Z`;

/** The cloud partner's spring intake from its opening to ten answers, and what followed from them. */
export async function seedSpringIntake(platform: Platform): Promise<void> {
  const manager = (day: string) => demoPersonIn(platform, "cloud-manager", on(day));
  const { id: callId } = await openCall(manager("02-09"), parse(openedCall, cloudSpringCall));
  await draftForm(manager("02-09"), callId, parse(formDraft, { fields: cloudSpringForm }));
  await publishForm(manager("02-09"), callId);
  const [phase] = await planPhases(manager("02-10"), callId, parse(phasePlan, { phases: cloudSpringPhases }));
  await moveCall(manager("02-16"), callId, { to: "published" });
  for (const [at, firm] of firms.entries()) {
    const day = `03-${String(4 + at * 2).padStart(2, "0")}`;
    await addApplicant(platform, firm, on(day));
    const { key, name, oneLiner, solution, need, founders, investors } = firm;
    const answers = { name, website: `https://${key}.example`, oneLiner, solution, need, founders, investors };
    const id = await apply(applicantIn(platform, firm, on(day)), callId, { firmName: name, answers });
    await beginReview(manager("04-06"), id);
    for (const reader of [readers[at % 4]!, readers[(at + 1) % 4]!]) await read(platform, phase!.id, id, { firm, reader });
    await proposeDecision(manager("04-28"), id, decisionOf(firm));
    await followDecision({ ...platform, now: () => new Date(on("04-28")) }, id);
  }
  await moveCall(manager("04-29"), callId, { to: "closed" });
}

async function read(
  platform: Platform,
  phaseId: string,
  applicationId: string,
  { firm, reader }: { firm: DecidedFirm; reader: string },
): Promise<void> {
  const manager = demoPersonIn(platform, "cloud-manager", on("04-07"));
  const { id } = await giveReview(manager, applicationId, { phaseId, personId: demoPersonId(reader), dueOn: "2026-04-24" });
  const isFirst = readers.indexOf(reader) % 2 === 0;
  await writeReview(demoPersonIn(platform, reader, on("04-17")), id, {
    version: 1,
    scores: { accepted: { solution: 3, cloud: 3 }, waitlisted: { solution: 3, cloud: 2 }, declined: { solution: 2, cloud: 1 } }[
      firm.outcome
    ],
    recommendation: ({ accepted: "accept", waitlisted: "discuss", declined: "decline" } as const)[firm.outcome],
    comment: `${firm.plus} ${firm.minus}`,
    feedback: isFirst ? firm.plus : firm.minus,
    isHandedIn: true,
  });
}

const localeOf = { en: "en", zh: "zh-CN", de: "de" } as const;

const decisionOf = ({ outcome, reasons, letter, lang, recheck }: DecidedFirm) =>
  parse(decisionInput, {
    outcome,
    reasonCodes: reasons,
    note: "",
    letter,
    letterLang: localeOf[lang],
    nextSteps:
      outcome === "declined"
        ? [
            { kind: "expertHour", ref: null, on: null },
            { kind: "reapply", ref: null, on: recheck?.on ?? null },
          ]
        : [],
    recheck: recheck ?? null,
  });
