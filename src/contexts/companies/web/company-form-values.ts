import { DomainError } from "#platform/errors.ts";
import { formObject } from "#platform/parse.ts";
import { emptyProfile } from "../company.ts";

/** The submitted company form as the commands take it: what was emptied is cleared, money becomes fen, a bare address gets its scheme. */
export function companyFormValues(form: FormData): Record<string, unknown> {
  const { fundingTotal, website, intent: _, ...values } = formObject(form);
  return { ...emptyProfile, ...values, website: withScheme(website), fundingTotalFen: fenOf(fundingTotal) };
}

function withScheme(website: unknown): unknown {
  if (typeof website !== "string") return null;
  return /^[a-z][a-z\d+.-]*:/i.test(website) ? website : `https://${website}`;
}

function fenOf(amount: unknown): number | null {
  if (amount === undefined) return null;
  const fen = Math.round(Number(amount) * 100);
  if (Number.isSafeInteger(fen) && fen >= 0) return fen;
  throw new DomainError("invalid", "errors.invalid", { fields: { fundingTotal: "errors.wrongFormat" } });
}
