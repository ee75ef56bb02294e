import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { DomainError } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { newId } from "#platform/ids.ts";
import { ownedByNobody } from "#platform/jobs/jobs.ts";
import { applicationEvents } from "../events.ts";
import { faultsOf } from "../form/form.ts";
import { callFormsIn } from "../queries/call-forms.ts";
import type { StoredCall } from "../queries/get-call.ts";
import type { FormDraft } from "../schema.ts";
import type { CallForms } from "../views.ts";
import { runnableCallIn } from "./runnable-call.ts";

/**
 * Writes the form's next version; nobody but the call's managers sees it until it is published. Refuses one that was begun from another
 * version than there is now, so that two managers who write at once lose nothing.
 */
export async function draftForm(ctx: Context, callId: string, { fields, basedOn }: FormDraft): Promise<CallForms> {
  return ctx.transact(async (tx) => {
    const call = await runnableCallIn(tx, ctx, callId);
    const foreign = fields.find(({ privateTo }) => privateTo !== null && !isOperatorOf(call, privateTo));
    if (foreign) throw new DomainError("invalid", "applications.errors.privateToStranger", { values: { field: foreign.key } });
    const { published, draft } = await callFormsIn(tx, ctx, callId);
    if (basedOn !== undefined && basedOn !== ((draft ?? published)?.id ?? null))
      throw new DomainError("conflict", "applications.errors.changedMeanwhile");
    await tx.deleteFrom("callForm").where("callId", "=", callId).where("publishedAt", "is", null).execute();
    await tx
      .insertInto("callForm")
      .values({
        id: newId(),
        callId,
        operatorOrgIds: call.operatorOrgIds,
        version: (published?.version ?? 0) + 1,
        fields: json(fields),
        createdBy: ctx.actor.personId!,
        createdAt: ctx.now(),
      })
      .execute();
    await askAgain(tx, call);
    const view = await callFormsIn(tx, ctx, callId);
    // A draft is kept as somebody writes: that one was begun is worth an entry, each pause in typing is not.
    if (!draft) await audit(tx, ctx, { action: "call.form_drafted", subjectType: "call", subjectId: callId });
    return view;
  });
}

async function askAgain(tx: Transaction, { id, state }: StoredCall): Promise<void> {
  if (state === "draft") await tx.updateTable("call").set({ agreedOrgIds: [] }).where("id", "=", id).execute();
}

const isOperatorOf = (call: { operators: { id: string; kind: string }[] }, kind: string): boolean =>
  call.operators.some((operator) => operator.kind === kind);

/**
 * Publishes the drafted version: from now on it is what applicants fill in. Drafts on the older version move to it with their answers
 * and hear what has changed; what was handed in keeps its own. Refuses a form with faults, field by field.
 */
export async function publishForm(ctx: Context, callId: string): Promise<CallForms> {
  return ctx.transact(async (tx) => {
    const call = await runnableCallIn(tx, ctx, callId);
    const { draft } = await callFormsIn(tx, ctx, callId);
    if (!draft) throw new DomainError("conflict", "applications.errors.noFormDraft");
    const faults = faultsOf(draft.fields, call.langs);
    if (draft.fields.length === 0) throw new DomainError("invalid", "applications.errors.formEmpty");
    if (faults.length > 0) {
      const fields = Object.fromEntries(faults.map(({ key, fault }) => [key, `applications.formFaults.${fault}`]));
      throw new DomainError("invalid", "applications.errors.formFaulty", { fields });
    }
    await tx.updateTable("callForm").set({ publishedAt: ctx.now() }).where("id", "=", draft.id).execute();
    await askAgain(tx, call);
    const view = await callFormsIn(tx, ctx, callId);
    // Who writes an application to the call must not be told to its operators, not even by a job.
    await publish(tx, ctx, applicationEvents.formPublished, { callId, formId: draft.id, ownerOrgId: ownedByNobody });
    await audit(tx, ctx, {
      action: applicationEvents.formPublished,
      subjectType: "call",
      subjectId: callId,
      detail: { version: draft.version, fields: draft.fields.length },
    });
    return view;
  });
}
