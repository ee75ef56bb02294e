import { publicUrl } from "#contexts/identity/index.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, found } from "#platform/errors.ts";
import { translator } from "#platform/i18n/translate.ts";
import { newId } from "#platform/ids.ts";
import { type ApplicationRow, applicationRowIn, wallsOf } from "../queries/application-row.ts";
import { talksOf } from "../queries/discussion.ts";
import type { CommentInput } from "../review-schema.ts";
import { beyondWalls } from "./beyond-walls.ts";
import { addresseesIn, tellUnseen } from "./mail-reviewers.ts";

/** Adds to the discussion of an application in a phase; refused while the phase still hides it from the reader. The others in it get a mail. */
export async function addComment(ctx: Context, applicationId: string, { phaseId, text }: CommentInput): Promise<{ id: string }> {
  const id = newId();
  const application = await ctx.transact(async (tx) => {
    const row = await applicationRowIn(tx, ctx, applicationId);
    const talk = found((await talksOf(tx, ctx, row)).find((each) => each.phaseId === phaseId));
    allow(talk.canWrite);
    await tx
      .insertInto("applicationComment")
      .values({ ...wallsOf(row), id, phaseId, personId: ctx.actor.personId!, text, writtenAt: ctx.now() })
      .execute();
    return row;
  });
  // Past the walls: those in the discussion may be the other operator's.
  const own = beyondWalls(ctx);
  await own.transact((tx) => mailOthers(tx, own, application, phaseId));
  return { id };
}

/** Everybody who may read the discussion by now and has a part in it: its reviewers who handed theirs in, and who wrote in it. Neither words nor names leave the base. */
async function mailOthers(
  tx: Transaction,
  ctx: Context,
  { id, reference, operatorOrgIds }: ApplicationRow,
  phaseId: string,
): Promise<void> {
  const { excludedPersonIds } = await tx
    .selectFrom("application")
    .select("excludedPersonIds")
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  const phase = await tx.selectFrom("reviewPhase").select("otherReviews").where("id", "=", phaseId).executeTakeFirstOrThrow();
  const reviewers = await tx
    .selectFrom("applicationReview")
    .select("reviewerPersonId")
    .where("applicationId", "=", id)
    .where("phaseId", "=", phaseId)
    .where("state", "in", phase.otherReviews === "always" ? ["assigned", "started", "submitted"] : ["submitted"])
    .execute();
  const writers = await tx
    .selectFrom("applicationComment")
    .select("personId")
    .distinct()
    .where("applicationId", "=", id)
    .where("phaseId", "=", phaseId)
    .execute();
  const readers = phase.otherReviews === "never" ? [] : reviewers.map(({ reviewerPersonId }) => reviewerPersonId);
  const ids = new Set([...readers, ...writers.map(({ personId }) => personId)]);
  for (const shut of [...excludedPersonIds, ctx.actor.personId!]) ids.delete(shut);
  for (const { name, email, locale } of await addresseesIn(tx, ctx, [...ids], operatorOrgIds)) {
    const t = await translator(locale);
    const values = { name, reference, link: `${publicUrl(ctx.platform)}/applications/${id}` };
    await tellUnseen(tx, ctx, {
      to: email,
      locale,
      subject: t("reviews.mail.comment.subject", values),
      text: t("reviews.mail.comment.text", values),
    });
  }
}
