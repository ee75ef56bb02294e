import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { parse } from "#platform/parse.ts";
import type { Answers } from "../form/answer.ts";
import type { FormField } from "../form/field.ts";
import { form } from "../form/form.ts";
import type { ApplicationExport } from "../list-schema.ts";
import type { ApplicationRowView } from "../list-views.ts";
import { seesWholeCall } from "../policy.ts";
import { filteredApplications } from "./filtered-applications.ts";
import { withoutName } from "./handed-in.ts";

/** A question of one call, whichever version of its form asked it. */
export interface AskedQuestion {
  callId: string;
  callTitle: unknown;
  field: FormField;
}

/** The questions the applications of a list were handed in against, in the newest words; those for the other operator alone are left out. */
export async function questionsAsked(
  tx: Transaction,
  ctx: Context,
  filter: ApplicationExport,
  today: string,
): Promise<AskedQuestion[]> {
  const versions = await tx
    .selectFrom("applicationSubmission as submission")
    .innerJoin("callForm as form", "form.id", "submission.formId")
    .innerJoin("call", "call.id", "form.callId")
    .select(["form.callId", "form.version", "form.fields", "call.title as callTitle", "call.createdAt"])
    .where("submission.applicationId", "in", filteredApplications(tx, ctx, filter, today).select("application.id"))
    .distinctOn(["call.createdAt", "form.callId", "form.version"])
    .orderBy("call.createdAt")
    .orderBy("form.callId")
    .orderBy("form.version", "desc")
    .execute();
  const questions = new Map<string, AskedQuestion>();
  for (const { callId, callTitle, fields } of versions) {
    for (const field of parse(form, fields)) {
      const isForOthers = field.privateTo !== null && field.privateTo !== ctx.actor.organisationKind;
      const name = `${callId} ${field.key}`;
      if (!isForOthers && !questions.has(name)) questions.set(name, { callId, callTitle, field });
    }
  }
  return [...questions.values()];
}

/**
 * The answers a list's reader sees, by application: a reviewer those of what they have begun, and without the firm's name where it is hidden.
 */
export async function answersShown(
  tx: Transaction,
  { actor }: Context,
  rows: readonly Pick<ApplicationRowView, "id" | "firmName" | "mine">[],
): Promise<Map<string, Answers>> {
  const isRead = ({ mine }: Pick<ApplicationRowView, "mine">) =>
    seesWholeCall(actor) || (mine !== null && mine.state !== "assigned");
  const read = rows.filter(isRead);
  const answers = await answersHandedIn(
    tx,
    read.map(({ id }) => id),
  );
  const hidden = read.filter(({ firmName }) => firmName === null).map(({ id }) => id);
  const names = await tx.selectFrom("application").select(["id", "firmName"]).where("id", "in", hidden).execute();
  for (const { id, firmName } of names) answers.set(id, withoutName(answers.get(id) ?? {}, firmName));
  return answers;
}

/** What was handed in last, by application: of it what the reader's walls let through. Two queries, however many applications. */
async function answersHandedIn(tx: Transaction, applicationIds: string[]): Promise<Map<string, Answers>> {
  const latest = await tx
    .selectFrom("applicationSubmission")
    .select("id")
    .distinctOn("applicationId")
    .where("applicationId", "in", applicationIds)
    .orderBy("applicationId")
    .orderBy("submittedAt", "desc")
    .orderBy("id", "desc")
    .execute();
  const parts = await tx
    .selectFrom("applicationSubmissionPart")
    .select(["applicationId", "answers"])
    .where(
      "submissionId",
      "in",
      latest.map(({ id }) => id),
    )
    .execute();
  const answers = new Map<string, Answers>();
  for (const part of parts) answers.set(part.applicationId, { ...answers.get(part.applicationId), ...(part.answers as Answers) });
  return answers;
}
