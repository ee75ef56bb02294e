import type { Context } from "#platform/context.ts";
import { downloadHeaders } from "#platform/files/attachments.ts";
import { writePdf } from "#platform/pdf/page-writer.ts";
import { reportBlocks } from "../closing/report-blocks.ts";
import { reportFacts } from "../closing/report-facts.ts";
import { reportWords } from "../closing/report-words.ts";
import { getResult } from "./result.ts";

/** What a pilot came to, as a document in the reader's language: the host's with its own notes, budget and ledger, the start-up's without. */
export async function closingReport(ctx: Context, pilotId: string): Promise<Response> {
  const facts = await reportFacts(ctx, pilotId);
  const result = await getResult(ctx, pilotId);
  const words = await reportWords(ctx);
  const today = words.instant(ctx.now(), "long");
  const bytes = await writePdf(reportBlocks(words, facts, result), {
    title: `${facts.pilot.number} ${facts.pilot.title}`,
    author: ctx.actor.personName ?? "",
    language: ctx.locale,
    createdAt: ctx.now(),
    footer: (page, pages) => words.t("evaluation.report.footer", { number: facts.pilot.number, day: today, page, pages }),
  });
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: downloadHeaders(`${facts.pilot.number}.pdf`, "application/pdf"),
  });
}
