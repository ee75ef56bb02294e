import type { Context } from "#platform/context.ts";
import { notFound } from "#platform/errors.ts";
import { formObject, parse } from "#platform/parse.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { decideGate, extendPilot } from "../../commands/decide-gate.ts";
import { offerPilot } from "../../commands/offer-pilot.ts";
import { nameContact, sharePilot } from "../../commands/share-pilot.ts";
import { contactInput, extensionInput, gateInput, offerInput, sharingInput } from "../../schema.ts";

/** What a side says on the overview of a pilot: a verdict, an extension, the offer, who speaks for it, whether it is shared. */
export async function runPilotAction(ctx: Context, pilotId: string, form: FormData): Promise<Response> {
  const { intent, ...fields } = formObject(form);
  const input = { ...fields, version: Number(fields.version) };
  const back = (messageKey: string) => redirectWithNotice(ctx, `/pilots/${pilotId}`, { messageKey });
  switch (intent) {
    case "go":
    case "hold":
    case "stop":
      await decideGate(ctx, pilotId, parse(gateInput, { ...input, verdict: intent }));
      return back(`pilots.notices.${intent}`);
    case "extend":
      await extendPilot(ctx, pilotId, parse(extensionInput, input));
      return back("pilots.notices.extended");
    case "offer":
      await offerPilot(ctx, pilotId, parse(offerInput, input));
      return back("pilots.notices.offered");
    case "share":
    case "unshare":
      await sharePilot(ctx, pilotId, parse(sharingInput, { ...input, isShared: intent === "share" }));
      return back(intent === "share" ? "pilots.notices.shared" : "pilots.notices.unshared");
    case "contact":
      await nameContact(ctx, pilotId, parse(contactInput, input));
      return back("pilots.notices.saved");
    default:
      throw notFound();
  }
}
