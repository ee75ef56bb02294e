import { listPassesOf, type PassView } from "#contexts/companies/index.ts";
import type { Context } from "#platform/context.ts";
import { companyDocument } from "./company-document.ts";
import { type LoadedCompany, loadProfiles } from "./company-profiles.ts";
import { verdictsOf } from "./index-query.ts";
import { type Learned, type Touched, touchedBy, untouched } from "./learning/learned.ts";
import { matchingIndex } from "./living-index/platform-index.ts";
import type { IndexQuery, Reasons } from "./living-index/protocol.ts";
import type { FeedbackRow, MatchState } from "./match-state.ts";
import type { Closeness } from "./meaning/meaning.ts";
import { type Caution, cautionPart, fitOf, requirementPart, type ScoreParts, textPart } from "./score.ts";
import type { MatchView, Objection } from "./views.ts";

export interface Judged {
  profile: LoadedCompany;
  reasons: Reasons;
  passes: PassView[];
  verdicts: ReturnType<typeof verdictsOf>;
  parts: ScoreParts;
  learned: Touched;
  fit: number;
}

/** How the companies of a need are judged: what the index is asked, closeness by meaning, and what was learned. */
export interface Judging {
  indexQuery: IndexQuery;
  closeness: Closeness | null;
  learned: Learned | null;
}

/** Everything the fit of these companies is made of. */
export async function judge(
  ctx: Context,
  { need, feedback, passedIds }: MatchState,
  { indexQuery, closeness, learned }: Judging,
  ids: string[],
): Promise<Judged[]> {
  const { profiles, passes } = await ctx.transact(async (tx) => ({
    profiles: await loadProfiles(tx, ids),
    passes: await listPassesOf(tx, ctx, ids),
  }));
  const documents = profiles.map((profile) => companyDocument(profile));
  const [explained, touch] = await Promise.all([
    matchingIndex(ctx.platform).explain(indexQuery, documents),
    learned ? touchedBy(ctx, learned, documents) : () => untouched,
  ]);
  const reasonsOf = new Map(explained.map((reasons) => [reasons.id, reasons]));
  const passesOf = Map.groupBy(passes, ({ companyId }) => companyId);
  return profiles.flatMap((profile) => {
    const reasons = reasonsOf.get(profile.id);
    if (!reasons) return [];
    const own = passesOf.get(profile.id) ?? [];
    const verdicts = verdictsOf(need.requirements, profile, reasons);
    const cautions = cautionsOf(profile, own, feedback.get(profile.id) ?? [], passedIds.includes(profile.id));
    const touched = touch(reasons);
    const parts: ScoreParts = {
      text: textPart(reasons.fit * touched.factor, !speaks(profile, need.lang)),
      requirements: requirementPart(verdicts.map(({ requirement, verdict }) => ({ level: requirement.level, verdict }))),
      meaning: closeness ? (closeness.of(profile.id) ?? 0) : null,
      caution: cautionPart(cautions),
    };
    return [{ profile, reasons, passes: own, verdicts, parts, learned: touched, fit: fitOf(parts) }];
  });
}

/** A pass whose re-check is due no longer speaks against a company. */
function cautionsOf({ status }: LoadedCompany, passes: PassView[], feedback: FeedbackRow[], isPassedHere: boolean): Caution[] {
  const cautions: Caution[] = [];
  if (status === "inactive" || status === "acquired") cautions.push(status);
  if (isPassedHere) cautions.push("passedHere");
  else if (passes.some(({ recheckDueAt }) => recheckDueAt === null)) cautions.push("passedBefore");
  if (feedback.some(({ verdict }) => verdict === "bad") && !feedback.some(({ verdict }) => verdict === "good"))
    cautions.push("badFeedback");
  return cautions;
}

/** Whether some version of the profile is in the language. */
const speaks = ({ lang, translations }: LoadedCompany, language: string): boolean =>
  [lang, ...translations.map((text) => text.lang)].some((tag) => tag.split("-")[0] === language);

export const outcomesOf = (verdicts: Judged["verdicts"]): MatchView["requirements"] =>
  verdicts.map(({ requirement, verdict, evidence, coverage }) => ({ ...requirement, verdict, evidence, coverage }));

export function objectionsOf({ profile, passes }: Judged, feedback: FeedbackRow[], needId: string): Objection[] {
  return [
    ...passes.map(
      (pass): Objection => ({
        kind: "pass",
        isThisNeed: pass.needId === needId,
        reasonCode: pass.reasonCode,
        note: pass.note,
        personName: pass.personName,
        at: pass.passedAt,
        isDue: pass.recheckDueAt !== null,
      }),
    ),
    ...feedback
      .filter(({ verdict }) => verdict === "bad")
      .map(
        ({ reasonCode, note, personName, givenAt }): Objection => ({
          kind: "feedback",
          reasonCode,
          note,
          personName,
          at: givenAt,
        }),
      ),
    ...(profile.status === "inactive" || profile.status === "acquired"
      ? [{ kind: "status" as const, status: profile.status }]
      : []),
  ];
}
