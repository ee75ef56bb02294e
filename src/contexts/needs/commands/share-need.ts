import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { allow } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { needEvents } from "../events.ts";
import { canReviseNeed } from "../policy.ts";
import { needRowIn, needViewIn } from "../queries.ts";
import type { NeedReaders, NeedView } from "../schema.ts";
import { countMembers, countUnits } from "./membership.ts";
import { keepReadable, nextChange } from "./need-rows.ts";
import { invalid } from "./refusals.ts";

/** Sets the people and units that may read the need beside those its visibility lets in; members of the organisation only. */
export async function shareNeed(ctx: Context, needId: string, { personIds, unitIds }: NeedReaders): Promise<NeedView> {
  return ctx.transact(async (tx) => {
    const need = await needRowIn(tx, ctx, needId);
    allow(canReviseNeed(ctx.actor, need));
    const people = [...new Set(personIds)];
    const units = [...new Set(unitIds)];
    if ((await countMembers(tx, need.ownerOrgId, people)) < people.length)
      throw invalid({ personIds: "needs.errors.personUnknown" });
    if ((await countUnits(tx, need.ownerOrgId, units)) < units.length) throw invalid({ unitIds: "needs.errors.unitUnknown" });
    await tx
      .updateTable("need")
      .set({
        readerPersonIds: people,
        readerUnitIds: units,
        changeSeq: nextChange,
        updatedAt: ctx.now(),
        version: need.version + 1,
      })
      .where("id", "=", needId)
      .execute();
    await keepReadable(tx, ctx, needId);
    const view = await needViewIn(tx, ctx, needId);
    await publish(tx, ctx, needEvents.shared, { needId, ownerOrgId: need.ownerOrgId });
    await audit(tx, ctx, { action: needEvents.shared, subjectType: "need", subjectId: needId, detail: { people, units } });
    return view;
  });
}
