import { givenApplicant, givenOrganisation, givenSeat } from "#contexts/identity/testing.ts";
import type { Context, Platform } from "#platform/context.ts";
import { json } from "#platform/db/database.ts";
import { newId } from "#platform/ids.ts";
import { parse } from "#platform/parse.ts";
import type { Outcome } from "./application.ts";
import { moveCall } from "./commands/move-call.ts";
import { openCall } from "./commands/open-call.ts";
import { draftForm, publishForm } from "./commands/revise-form.ts";
import { startApplication } from "./commands/start-application.ts";
import { submitApplication } from "./commands/submit-application.ts";
import { writeAnswers } from "./commands/write-answers.ts";
import { form } from "./form/form.ts";
import { type DecisionInput, formDraft, type OpenedCall, openedCall } from "./schema.ts";

export interface Operators {
  host: string;
  cloud: string;
  hostManager: Context;
  cloudManager: Context;
}

export async function givenOperators(platform: Platform): Promise<Operators> {
  const host = await givenOrganisation(platform, "host", "The car maker");
  const cloud = await givenOrganisation(platform, "cloud_partner", "The cloud");
  const hostManager = await givenSeat(platform, { role: "base_manager", organisationId: host, name: "Hanna Host" });
  const cloudManager = await givenSeat(platform, { role: "base_manager", organisationId: cloud, name: "Clara Cloud" });
  return { host, cloud, hostManager, cloudManager };
}

/** Questions of a short form, among them one for each operator alone. */
export const shortForm = parse(form, [
  { key: "pitch", kind: "longText", stage: 1, label: { en: "What do you do?" }, isRequired: true, longest: 400 },
  { key: "founders", kind: "text", stage: 1, label: { en: "Founders" } },
  { key: "investors", kind: "text", stage: 1, label: { en: "Investors" } },
  { key: "price", kind: "longText", stage: 1, label: { en: "Price for the car maker" }, privateTo: "host" },
  { key: "compute", kind: "longText", stage: 1, label: { en: "Compute you need" }, privateTo: "cloud_partner" },
  { key: "plan", kind: "longText", stage: 2, label: { en: "Pilot plan" }, isRequired: true },
]);

/** A published call of the manager's operator, or of both where the other's manager agrees too. */
export async function givenCall(
  manager: Context,
  input: Partial<OpenedCall> = {},
  { agreeing, fields = shortForm }: { agreeing?: Context; fields?: typeof shortForm } = {},
): Promise<string> {
  const call = await openCall(
    manager,
    parse(openedCall, {
      slug: `call-${newId().slice(-12)}`,
      title: { en: "Battery call" },
      teaser: { en: "We look for battery diagnostics." },
      description: { en: "Everything about it." },
      mode: "rolling",
      isJoint: agreeing !== undefined,
    }),
  );
  const own = fields.filter(({ privateTo }) => privateTo === null || agreeing || privateTo === manager.actor.organisationKind);
  await draftForm(manager, call.id, { fields: parse(formDraft, { fields: own }).fields });
  await publishForm(manager, call.id);
  if (Object.keys(input).length > 0) {
    await manager.platform.database.kysely
      .updateTable("call")
      .set(input as never)
      .where("id", "=", call.id)
      .execute();
  }
  await moveCall(manager, call.id, { to: "published" });
  if (agreeing) await moveCall(agreeing, call.id, { to: "published" });
  return call.id;
}

/** An application that is handed in. */
export async function givenApplication(
  platform: Platform,
  callId: string,
  {
    firmName = "Cellsight GmbH",
    applicant,
    answers = {},
  }: { firmName?: string; applicant?: Context; answers?: Record<string, string> } = {},
): Promise<{ id: string; applicant: Context }> {
  const founder = applicant ?? (await givenApplicant(platform));
  const { id, answers: begun } = await startApplication(founder, callId, { firmName });
  const written = { pitch: "We read the health of batteries.", ...answers };
  await writeAnswers(
    founder,
    id,
    Object.entries(written).map(([key, value]) => ({
      key,
      value,
      version: begun.find((each) => each.key === key)?.version ?? 0,
    })),
  );
  await submitApplication(founder, id);
  return { id, applicant: founder };
}

/** A phase of review of a call with one criterion, open at once. */
export async function givenPhase(manager: Context, callId: string, values: Record<string, unknown> = {}): Promise<string> {
  const id = newId();
  const db = manager.platform.database.kysely;
  const call = await db.selectFrom("call").select("operatorOrgIds").where("id", "=", callId).executeTakeFirstOrThrow();
  const anchors = [{ en: "No" }, { en: "Partly" }, { en: "Yes" }];
  await db
    .insertInto("reviewPhase")
    .values({
      id,
      callId,
      operatorOrgIds: call.operatorOrgIds,
      kind: "review",
      position: 0,
      rubrics: json({ default: [{ key: "fit", label: { en: "Fit" }, weight: 1, anchors }] }),
      ...values,
    } as never)
    .execute();
  return id;
}

/** What a manager wants, in words of a test. */
export const decision = (outcome: Outcome, more: Partial<DecisionInput> = {}): DecisionInput => ({
  outcome,
  reasonCodes: outcome === "declined" ? ["too_early"] : [],
  note: "Internal words",
  letter: "Thank you for your work.",
  letterLang: "en",
  nextSteps: [],
  recheck: null,
  ...more,
});

/** The mails to a person, the oldest first. */
export const mailsTo = ({ platform, actor }: Context) =>
  platform.database.kysely
    .selectFrom("mailMessage")
    .innerJoin("person", "person.email", "mailMessage.toAddress")
    .select(["mailMessage.subject", "mailMessage.textBody", "mailMessage.orgId"])
    .where("person.id", "=", actor.personId!)
    .orderBy("mailMessage.createdAt")
    .orderBy("mailMessage.id")
    .execute();
