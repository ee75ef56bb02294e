import { publicUrl, type SeatedPerson } from "#contexts/identity/index.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { translator } from "#platform/i18n/translate.ts";
import { answersFor } from "../answers/standing.ts";
import { missingFor, nextGate } from "../pilot.ts";
import { pilotFactsIn, pilotRowIn } from "../queries/pilot-row.ts";
import type { MailItem } from "./mail-parts.ts";
import { questionItem } from "./question-item.ts";

/**
 * A question about a pilot as a line of a mail, put for the state and version it has now; "go" only where nothing stands in its way. Whoever
 * stands in does not decide, but names another who does.
 */
export async function pilotQuestion(
  tx: Transaction,
  ctx: Context,
  { personId, locale }: SeatedPerson,
  question: "decision" | "ageing",
  { pilotId, text }: { pilotId: string; text: string },
): Promise<MailItem> {
  const pilot = await pilotRowIn(tx, ctx, pilotId);
  const href = `/pilots/${pilotId}`;
  if (!answersFor(personId, pilot)) {
    const words = (await translator(locale))("pilotMail.standsIn");
    return { text: `${text}\n${words}`, href: `${publicUrl(ctx.platform)}${href}/edit`, answers: [] };
  }
  const { ownerOrgId, state, version } = pilot;
  const next = nextGate[state];
  const missing = next ? missingFor(await pilotFactsIn(tx, ctx, pilot), next) : [];
  const [first] = missing;
  const t = await translator(locale);
  const words = first
    ? `${text}\n${t("pilotMail.beforeGo", { first: t(`pilots.missing.${first}`), more: missing.length - 1 })}`
    : text;
  return questionItem(
    tx,
    ctx,
    { personId, ownerOrgId, locale },
    { question, pilotId, forState: state, forVersion: version },
    { text: question === "decision" ? words : text, href, without: first ? ["go"] : [] },
  );
}
