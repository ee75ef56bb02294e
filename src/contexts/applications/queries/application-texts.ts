import type { AffinityText } from "#contexts/matching/index.ts";
import type { Transaction } from "#platform/db/database.ts";
import type { Answer } from "../form/answer.ts";

/** What applications say in words, as handed in last: the answers everybody of the call reads. */
export async function applicationTexts(tx: Transaction, applicationIds: string[]): Promise<Map<string, AffinityText>> {
  const rows = await tx
    .selectFrom("applicationSubmissionPart as part")
    .innerJoin("applicationSubmission as submission", "submission.id", "part.submissionId")
    .select(["part.applicationId", "part.answers"])
    .where("part.applicationId", "in", applicationIds)
    .where("part.part", "=", "shared")
    .orderBy("submission.submittedAt")
    .execute();
  return new Map(
    rows.map(({ applicationId, answers }) => [
      applicationId,
      { id: applicationId, text: wordsOf(answers as Record<string, Answer>).slice(0, longest) },
    ]),
  );
}

const longest = 20_000;

/** Free text; choices and numbers say little of what somebody must know to judge them. */
const wordsOf = (answers: Record<string, Answer>): string =>
  Object.values(answers)
    .filter((value) => typeof value === "string")
    .join("\n\n");
