import type { Context } from "#platform/context.ts";
import { DomainError, notFound } from "#platform/errors.ts";
import { getNeed } from "../queries.ts";
import type { Requirement, RequirementInput } from "../requirement.ts";
import type { NeedView } from "../schema.ts";
import { reviseNeed } from "./revise-need.ts";

const mostRequirements = 40;

/** Adds one requirement at the end; the same refusals as a revision. */
export async function addRequirement(ctx: Context, needId: string, requirement: RequirementInput): Promise<NeedView> {
  const need = await getNeed(ctx, needId);
  if (need.requirements.length >= mostRequirements) throw new DomainError("invalid", "needs.errors.tooManyRequirements");
  return reviseNeed(ctx, needId, { version: need.version, requirements: [...need.requirements.map(asInput), requirement] });
}

/** Takes one requirement away; not found when the need has none of that id. */
export async function removeRequirement(ctx: Context, needId: string, requirementId: string): Promise<NeedView> {
  const need = await getNeed(ctx, needId);
  const kept = need.requirements.filter(({ id }) => id !== requirementId);
  if (kept.length === need.requirements.length) throw notFound();
  return reviseNeed(ctx, needId, { version: need.version, requirements: kept.map(asInput) });
}

/** A stored requirement was parsed when it was written. */
const asInput = ({ id: _, ...rest }: Requirement): RequirementInput => rest as RequirementInput;
