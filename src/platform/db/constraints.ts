import { DomainError } from "../errors.ts";

/** Name of a constraint or unique index → catalogue key of the sentence for whoever ran into it. */
export type ConstraintSentences = Readonly<Record<string, string>>;

/** unique, exclusion and check violations (PostgreSQL, appendix A) */
const violations = ["23505", "23P01", "23514"];

/** What two people do at one moment passes every check before the write; the constraint that stops one of them speaks to them. */
export function withSentence(error: unknown, sentences: ConstraintSentences): unknown {
  const { code = "", constraint = "" } = (error ?? {}) as { code?: string; constraint?: string };
  const sentence = violations.includes(code) ? sentences[constraint] : undefined;
  return sentence ? new DomainError("conflict", sentence, { cause: error }) : error;
}
