import { type NeedForMatching, type Requirement, readsEveryNeed } from "#contexts/needs/index.ts";
import type { Actor } from "#platform/context.ts";
import type { CompanyProfile } from "./company-document.ts";
import type { Document } from "./core/engine.ts";
import type { IndexNeed, IndexQuery, Reasons } from "./living-index/protocol.ts";
import type { MatchFilter } from "./schema.ts";
import { type FacetFilters, type RequirementVerdict, verdictOf } from "./verdict.ts";

/** Requirements that are searched for in texts; facts are compared instead. */
const searched = (requirement: Pick<Requirement, "kind">): boolean =>
  requirement.kind === "text" || requirement.kind === "certificate";

/**
 * A need as the index is asked for it. How often other needs use a word weighs only for `reader`s of all of them, so that a ranking tells
 * nothing of a need somebody may not read; without a reader the answer is the same for everybody.
 */
export function indexQueryOf(
  need: NeedForMatching,
  reader: Actor | null,
  examples?: { positive: Document[]; negative: Document[] },
): IndexQuery {
  const query: IndexNeed = {
    id: need.id,
    title: need.title,
    text: need.detail,
    requirements: need.requirements
      .filter(searched)
      .map((requirement) => ({ level: requirement.level, text: searchedText(requirement) })),
    tags: need.tags,
    concepts: [...need.topics, ...(need.field ? [need.field] : [])],
    language: need.lang,
  };
  const hasExamples = examples && examples.positive.length + examples.negative.length > 0;
  return {
    query,
    weighByNeeds: reader !== null && readsEveryNeed(reader),
    ...(hasExamples ? { examples } : {}),
  };
}

function searchedText({ kind, text, value }: Pick<Requirement, "kind" | "text" | "value">): string {
  return kind === "certificate" ? [text, ...(value.certificates ?? [])].join(" ") : text;
}

/** The verdict on each requirement, in the order the need states them. */
export function verdictsOf(
  requirements: readonly Requirement[],
  profile: CompanyProfile,
  reasons: Reasons | undefined,
): (RequirementVerdict & { requirement: Requirement })[] {
  let item = 0;
  return requirements.map((requirement) => {
    const at = searched(requirement) ? item++ : -1;
    const text =
      reasons && at >= 0 ? { coverage: reasons.requirements[at] ?? 0, evidence: reasons.evidence[at] ?? [] } : undefined;
    return { requirement, ...verdictOf(requirement, profile, text) };
  });
}

export function facetFilters(filter: MatchFilter): FacetFilters {
  return Object.fromEntries(
    Object.entries(filter).flatMap(([facet, values]) =>
      values && values.length > 0 ? [[facet, { anyOf: values as string[] }]] : [],
    ),
  );
}
