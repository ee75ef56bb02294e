import type { Context } from "#platform/context.ts";
import { notFound } from "#platform/errors.ts";
import { isId } from "#platform/ids.ts";
import { formObject, parse } from "#platform/parse.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { decideGate } from "../../commands/decide-gate.ts";
import { gateInput } from "../../schema.ts";

/** Says go, hold or stop from a card of the board, and leads back to the board as it was. */
export async function takeVerdict(ctx: Context, request: Request, form: FormData): Promise<Response> {
  const { pilotId, intent: _, version, ...given } = formObject(form) as Record<string, unknown>;
  if (!isId(String(pilotId))) throw notFound();
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
  const gate = parse(gateInput, { ...filled, version: Number(version) });
  await decideGate(ctx, String(pilotId), gate);
  const back = new URL(request.url).searchParams;
  for (const name of ["decide", "to", "index"]) back.delete(name);
  return redirectWithNotice(ctx, `/pilots?${back}`, { messageKey: `pipeline.notice.${gate.verdict}` });
}
