import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { DomainError } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { nextCallStates } from "../call.ts";
import { applicationEvents } from "../events.ts";
import { callViewIn } from "../queries/get-call.ts";
import { demandComplete } from "../queries/missing.ts";
import type { CallMove } from "../schema.ts";
import type { CallView } from "../views.ts";
import { runnableCallIn } from "./runnable-call.ts";

/**
 * Publishes, closes or opens a call again. A joint call is published once a manager of each operator agreed to it as it is; until then
 * the agreement of one is kept and the call stays a draft. Refuses to publish what is not complete and names what is missing.
 */
export async function moveCall(ctx: Context, callId: string, { to, version }: CallMove): Promise<CallView> {
  return ctx.transact(async (tx) => {
    const call = await runnableCallIn(tx, ctx, callId);
    if (!nextCallStates[call.state].includes(to)) throw new DomainError("conflict", "applications.errors.noSuchMove");
    if (version !== undefined && version !== call.version)
      throw new DomainError("conflict", "applications.errors.changedMeanwhile");
    if (to === "published") await demandComplete(tx, call);
    const own = ctx.actor.organisationId;
    const agreedOrgIds = to === "published" && own !== null ? [...new Set([...call.agreedOrgIds, own])] : call.agreedOrgIds;
    const isAgreed = ctx.actor.kind === "system" || call.operatorOrgIds.every((id) => agreedOrgIds.includes(id));
    const at = ctx.now();
    const moved = {
      published: { state: to, publishedAt: call.publishedAt ?? at, closedAt: null },
      closed: { state: to, closedAt: at },
    };
    const change = to === "draft" ? {} : to === "published" && !isAgreed ? {} : moved[to];
    await tx
      .updateTable("call")
      .set({ ...change, agreedOrgIds, version: call.version + 1, updatedAt: at })
      .where("id", "=", callId)
      .execute();
    const action =
      to === "published" ? (isAgreed ? applicationEvents.callPublished : "call.agreed") : applicationEvents.callClosed;
    if (to !== "published" || isAgreed) await publish(tx, ctx, action, { callId, operatorOrgIds: call.operatorOrgIds });
    const view = await callViewIn(tx, ctx, callId);
    await audit(tx, ctx, { action, subjectType: "call", subjectId: callId });
    return view;
  });
}
