import { redirect } from "react-router";
import type { Context } from "#platform/context.ts";
import { notFound } from "#platform/errors.ts";
import { formObject, parse } from "#platform/parse.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { addProposal, applyAssignment, discardAssignment, lockReview, takeAwayReview } from "../../commands/edit-assignment.ts";
import { inviteJuror, revokeJuror } from "../../commands/guest-jurors.ts";
import { describeReviewer, leaveReviewer, setReviewer } from "../../commands/phase-reviewers.ts";
import { startAssignment } from "../../commands/run-assignment.ts";
import { applyInput, assignmentOptions, expertiseInput, guestInput, loadInput, proposalInput } from "../../review-schema.ts";

type Input = Record<string, unknown>;
const number = (value: unknown) => (value === "" || value === undefined ? undefined : Number(value));
const loadOf = (input: Input) =>
  parse(loadInput, { most: number(input.most), least: number(input.least) ?? 0, tracks: input.tracks ?? [] });

/** What the forms of the assignment page send. */
export async function runAssignmentAction(ctx: Context, slug: string, form: FormData): Promise<Response | { demoLink: string }> {
  const input = formObject(form) as Input;
  const phaseId = String(input.phaseId);
  const personId = String(input.personId);
  const back = `/calls/${slug}/assignment?phase=${phaseId}`;
  const told = (messageKey: string, values?: Record<string, string | number>) =>
    redirectWithNotice(ctx, back, { messageKey, values });
  switch (input.intent) {
    case "propose":
      await startAssignment(ctx, phaseId, parse(assignmentOptions, { ...input, mayMove: input.mayMove === "on" }));
      return redirect(back);
    case "apply": {
      const { given, taken } = await applyAssignment(ctx, phaseId, parse(applyInput, { dueOn: input.dueOn || null }));
      return told("reviews.notices.applied", { given, taken });
    }
    case "discard":
      await discardAssignment(ctx, phaseId);
      return told("reviews.notices.discarded");
    case "add":
      await addProposal(ctx, phaseId, parse(proposalInput, { ...input, insteadOf: input.insteadOf || undefined }));
      return redirect(`${back}&edit=${input.applicationId}`);
    case "remove":
      await takeAwayReview(ctx, String(input.reviewId));
      return redirect(`${back}&edit=${input.applicationId}`);
    case "lock":
      await lockReview(ctx, String(input.reviewId), { isLocked: input.isLocked === "yes" });
      return redirect(`${back}&edit=${input.applicationId}`);
    case "reviewer":
      await setReviewer(ctx, phaseId, personId, loadOf(input));
      if (input.text !== undefined)
        await describeReviewer(ctx, phaseId, personId, parse(expertiseInput, { topics: [], ...input }));
      return told("reviews.notices.reviewerKept");
    case "leave":
      await leaveReviewer(ctx, phaseId, personId);
      return told("reviews.notices.reviewerLeft");
    case "guest": {
      const { demoLink } = await inviteJuror(ctx, phaseId, parse(guestInput, { ...input, most: number(input.most) }));
      return demoLink ? { demoLink } : told("reviews.notices.guestInvited");
    }
    case "revoke":
      await revokeJuror(ctx, String(input.guestId));
      return told("reviews.notices.guestRevoked");
    default:
      throw notFound();
  }
}
