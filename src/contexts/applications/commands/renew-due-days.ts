import { baseCalendar } from "#platform/base-calendar.ts";
import { contextFor, type Platform, system } from "#platform/context.ts";
import { type PromisedDays, responseClock } from "../response-clock.ts";

export const dueDaysJob = "applications.renew-due-days";

/**
 * Counts anew until when each running turn lasts, of one call or of all. Lists are filtered and ordered by that day, so it follows when the
 * calendar of the base or what a call promises changes.
 */
export async function renewDueDays(platform: Platform, callId?: string): Promise<void> {
  const ctx = contextFor(platform, system);
  await ctx.transact(async (tx) => {
    const calendar = await baseCalendar(tx, ctx);
    const running = await tx
      .selectFrom("applicationTurn as turn")
      .innerJoin("application", "application.id", "turn.applicationId")
      .innerJoin("call", "call.id", "application.callId")
      .select(["turn.id", "turn.untilOn", "application.state", "application.outcome", "application.isAskedBack"])
      .select(["application.turnSince as since", "application.writersUntil", "call.promisedDays"])
      .where("turn.endedAt", "is", null)
      .where("turn.turn", "=", "operators")
      .$if(callId !== undefined, (turns) => turns.where("call.id", "=", callId!))
      .orderBy("turn.id")
      .execute();
    for (const turn of running) {
      const { until } = responseClock(turn, turn.promisedDays as unknown as PromisedDays, calendar);
      if (until !== turn.untilOn)
        await tx.updateTable("applicationTurn").set({ untilOn: until }).where("id", "=", turn.id).execute();
    }
  });
}
