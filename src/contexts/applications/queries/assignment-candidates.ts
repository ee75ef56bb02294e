import { type AffinityText, affinityMatrix } from "#contexts/matching/index.ts";
import type { Context } from "#platform/context.ts";
import { allow, found } from "#platform/errors.ts";
import { profilesIn } from "../commands/edit-assignment.ts";
import { canRunApplication } from "../policy.ts";
import type { Candidate } from "../review-views.ts";
import { applicationRowIn } from "./application-row.ts";
import { applicationTexts } from "./application-texts.ts";
import { phaseRowIn } from "./phase-row.ts";

const mostWords = 4;

/** Who of a phase could still review an application, the best fit first; people with a tie are not named. */
export async function listCandidates(ctx: Context, phaseId: string, applicationId: string): Promise<Candidate[]> {
  const round = await ctx.transact(async (tx) => {
    const phase = await phaseRowIn(tx, ctx, phaseId);
    const application = await applicationRowIn(tx, ctx, applicationId);
    found(phase.callId === application.callId || undefined);
    allow(canRunApplication(ctx.actor, application));
    const reviews = await tx
      .selectFrom("applicationReview")
      .select(["applicationId", "reviewerPersonId", "state"])
      .where("phaseId", "=", phaseId)
      .where("state", "!=", "returned")
      .execute();
    const loads = await tx
      .selectFrom("reviewerLoad")
      .select(["personId", "name", "most", "tracks"])
      .where("phaseId", "=", phaseId)
      .execute();
    return {
      application,
      reviews,
      loads,
      profiles: await profilesIn(tx, phaseId),
      text: (await applicationTexts(tx, [applicationId])).get(applicationId),
    };
  });
  const { application, reviews, loads, profiles, text } = round;
  const taken = new Set([
    ...application.excludedPersonIds,
    ...reviews.filter((review) => review.applicationId === applicationId).map(({ reviewerPersonId }) => reviewerPersonId),
  ]);
  const free = profiles.filter(({ id }) => !taken.has(id));
  if (free.length === 0) return [];
  const row: AffinityText = text ?? { id: applicationId, text: "" };
  const { fits, reasons } = await affinityMatrix(ctx.platform, [row], free, {
    reasonsFor: free.map((_, column) => ({ row: 0, column })),
    locale: ctx.locale,
  });
  return free
    .map(({ id }, at): Candidate => {
      const { name, most, tracks } = loads.find(({ personId }) => personId === id)!;
      return {
        id,
        name,
        most,
        fit: fits[at]!,
        words: [...new Set(reasons[at]!.flatMap(({ concept, found: met }) => concept ?? met[0] ?? []))].slice(0, mostWords),
        load: reviews.filter(({ reviewerPersonId }) => reviewerPersonId === id).length,
        isOtherTrack: application.track !== null && tracks.length > 0 && !tracks.includes(application.track),
      };
    })
    .sort((a, b) => b.fit - a.fit || a.name.localeCompare(b.name));
}
