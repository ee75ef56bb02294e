import { data, redirect } from "react-router";
import type { Context } from "#platform/context.ts";
import { DomainError, type FieldErrors } from "#platform/errors.ts";
import { formObject, parse } from "#platform/parse.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { removeAnswerFile, uploadAnswerFile } from "../commands/answer-files.ts";
import { inviteAuthor, removeAuthor, revokeAuthorInvitation } from "../commands/authors.ts";
import { acknowledgeForm, deleteDraft } from "../commands/own-draft.ts";
import { withdrawApplication } from "../commands/run-application.ts";
import { submitApplication } from "../commands/submit-application.ts";
import { writeAnswers } from "../commands/write-answers.ts";
import { getOwnApplication } from "../queries/own-application.ts";
import { authorInvitation, withdrawalInput } from "../schema.ts";
import { changedAnswers } from "./answers-of-form.ts";

/** Does what a form of the applicant's page asks for. */
export async function changeOwnApplication(ctx: Context, id: string, form: FormData) {
  const here = `/my-applications/${id}`;
  const intents = form.getAll("intent");
  switch (String(intents.at(-1))) {
    case "withdraw":
      await withdrawApplication(ctx, id, parse(withdrawalInput, formObject(form)));
      return redirectWithNotice(ctx, here, { messageKey: "writing.notices.withdrawn" });
    case "seen":
      await acknowledgeForm(ctx, id);
      return redirect(here);
    case "delete":
      await deleteDraft(ctx, id);
      return redirectWithNotice(ctx, "/my-applications", { messageKey: "writing.notices.deleted" });
    case "invite": {
      const { demoLink } = await inviteAuthor(ctx, id, parse(authorInvitation, formObject(form)));
      return data({ authorLink: demoLink });
    }
    case "revoke":
      await revokeAuthorInvitation(ctx, id, String(form.get("id")));
      return redirect(here);
    case "removeAuthor":
      return leaveOrRemove(ctx, id, String(form.get("id")));
    case "files":
      await sendFiles(ctx, id, form);
      return redirect(here);
    case "save":
      await underInputNames(() => keepChanged(ctx, id, form));
      return redirectWithNotice(ctx, here, { messageKey: "writing.notices.saved" });
    default:
      await underInputNames(async () => {
        await keepChanged(ctx, id, form);
        await submitApplication(ctx, id);
      });
      return redirectWithNotice(ctx, here, { messageKey: "writing.notices.submitted" });
  }
}

async function leaveOrRemove(ctx: Context, id: string, personId: string): Promise<Response> {
  await removeAuthor(ctx, id, personId);
  return redirect(personId === ctx.actor.personId ? "/my-applications" : `/my-applications/${id}`);
}

/** Only what was changed on the page; what came second anywhere is kept aside and asked about before anything is handed in. */
async function keepChanged(ctx: Context, id: string, form: FormData): Promise<void> {
  const { fields } = await getOwnApplication(ctx, id);
  const changed = changedAnswers(fields, form);
  if (changed.length === 0) return;
  const kept = await writeAnswers(ctx, id, changed);
  const aside = kept.filter(({ outcome }) => outcome === "aside");
  if (aside.length === 0) return;
  throw new DomainError("conflict", "writing.errors.asideFirst", {
    fields: Object.fromEntries(aside.map(({ key }) => [key, "writing.errors.asideFirst"])),
  });
}

/** Files of a form that is sent without a script. */
async function sendFiles(ctx: Context, id: string, form: FormData): Promise<void> {
  const [key, fileId] = String(form.get("remove") ?? "").split(".");
  if (key && fileId) return removeAnswerFile(ctx, id, key, fileId);
  await underInputNames(async () => {
    for (const [name, file] of form) {
      if (!name.startsWith("file.") || typeof file === "string" || file.size === 0) continue;
      await uploadAnswerFile(ctx, id, name.slice("file.".length), { name: file.name, content: file.stream() });
    }
  });
}

/** Questions are named by their keys, their inputs `answer.<key>`: a mistake stands beside its input. */
async function underInputNames(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, messageKey, values, fields, fieldValues } = error;
    throw new DomainError(code, messageKey, {
      values,
      fields: named<FieldErrors[string]>(fields),
      fieldValues: named(fieldValues),
      cause: error,
    });
  }
}

const named = <Value>(byKey: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(byKey).map(([key, value]) => [`answer.${key}`, value]));
