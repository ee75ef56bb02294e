import { visibleNeeds } from "#contexts/needs/index.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { isAboutContent, isWanted, type ShortlistStage } from "../shortlist-stage.ts";

const mostNeeds = 60;
const mostJudgements = 300;

/** What an organisation decided on a company for one of its needs. */
export interface Judgement {
  needId: string;
  needTitle: string;
  needLang: string;
  companyId: string;
  isWanted: boolean;
  reasonCode: string | null;
  at: Date;
  /** Both change numbers: what was learned holds as long as they do. */
  needSeq: number;
}

/**
 * The judgements on other needs of the same organisation and field that teach something: only of needs the reader may read, so that
 * nothing learned tells of the others. A company both wanted and refused for a need teaches nothing, nor does a refusal that is not
 * about what the company does. The newest three hundred.
 */
export async function readJudgements(
  tx: Transaction,
  ctx: Context,
  { id, field, ownerOrgId }: { id: string; field: string | null; ownerOrgId: string },
): Promise<Judgement[]> {
  if (field === null || ctx.actor.kind === "system") return [];
  const needs = await visibleNeeds(tx, ctx.actor)
    .where("need.field", "=", field)
    .where("need.ownerOrgId", "=", ownerOrgId)
    .where("need.id", "!=", id)
    .select(["need.id", "need.title", "need.lang", "need.changeSeq"])
    .orderBy("need.updatedAt", "desc")
    .limit(mostNeeds)
    .execute();
  const decisions = await readDecisions(
    tx,
    ownerOrgId,
    needs.map((need) => need.id),
  );
  const needsById = new Map(needs.map((need) => [need.id, need]));
  return [...Map.groupBy(decisions, ({ needId, companyId }) => `${needId} ${companyId}`).values()]
    .flatMap((own): Judgement[] => {
      const isContradicted = own.some((each) => each.isWanted !== own[0]!.isWanted);
      const telling = own.filter(({ isWanted: wanted, reasonCode }) => wanted || isAboutContent(reasonCode));
      const first = telling.find(({ reasonCode }) => reasonCode !== null) ?? telling[0];
      if (isContradicted || !first) return [];
      const { title, lang, changeSeq } = needsById.get(first.needId)!;
      return [{ ...first, needTitle: title, needLang: lang, needSeq: changeSeq }];
    })
    .sort((a, b) => b.at.getTime() - a.at.getTime() || (a.companyId < b.companyId ? -1 : 1))
    .slice(0, mostJudgements);
}

type Decision = Pick<Judgement, "needId" | "companyId" | "isWanted" | "reasonCode" | "at">;

async function readDecisions(tx: Transaction, ownerOrgId: string, needIds: readonly string[]): Promise<Decision[]> {
  const entries = await tx
    .selectFrom("shortlistEntry")
    .select(["needId", "companyId", "stage", "updatedAt as at"])
    .where("needId", "in", [...needIds])
    .where("ownerOrgId", "=", ownerOrgId)
    .where("removedAt", "is", null)
    .execute();
  const passes = await tx
    .selectFrom("companyPass")
    .select(["needId", "companyId", "reasonCode", "passedAt as at"])
    .where("needId", "in", [...needIds])
    .where("ownerOrgId", "=", ownerOrgId)
    .where("withdrawnAt", "is", null)
    .execute();
  const feedback = await tx
    .selectFrom("matchFeedback")
    .select(["needId", "companyId", "verdict", "reasonCode", "givenAt as at"])
    .where("needId", "in", [...needIds])
    .where("ownerOrgId", "=", ownerOrgId)
    .execute();
  return [
    ...entries
      .filter(({ stage }) => isWanted(stage as ShortlistStage))
      .map(({ stage: _, ...entry }) => ({ ...entry, isWanted: true, reasonCode: null })),
    ...passes.map((pass) => ({ ...pass, needId: pass.needId!, isWanted: false })),
    ...feedback.map(({ verdict, ...each }) => ({ ...each, isWanted: verdict === "good" })),
  ];
}
