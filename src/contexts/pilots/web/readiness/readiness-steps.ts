import { data } from "react-router";
import type { Context } from "#platform/context.ts";
import { notFound } from "#platform/errors.ts";
import { formObject, parse } from "#platform/parse.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { reuseDocuments } from "../../commands/documents.ts";
import { planItem } from "../../commands/plan-readiness.ts";
import { acceptReused, judgeItem, provideDocument, reopenItem } from "../../commands/readiness.ts";
import { showDocument } from "../../commands/show-document.ts";
import { documentInputOf, documentParams, itemParams, itemPlan, itemVerdict } from "../../readiness-schema.ts";
import { uploadOf } from "./upload-of.ts";

/** One step on the readiness page; `intent` names the step and, behind a colon, the item it is about. */
export async function takeReadinessStep(ctx: Context, pilotId: string, form: FormData) {
  const [intent, named] = String(form.get("intent")).split(":");
  const path = `/pilots/${pilotId}/readiness`;
  const done = (messageKey: string, values = {}) => redirectWithNotice(ctx, path, { messageKey, values });
  if (intent === "reuseAll") {
    const { reused } = await reuseDocuments(ctx, pilotId);
    return done("readiness.notices.reused", { count: reused });
  }
  if (intent === "acceptReused") {
    const { accepted } = await acceptReused(ctx, pilotId);
    return done("readiness.notices.acceptedReused", { count: accepted });
  }
  const { kind } = parse(itemParams, { pilotId, kind: named });
  const given = formObject(form);
  switch (intent) {
    case "give":
      await provideDocument(ctx, pilotId, kind, parse(documentInputOf(kind), given), uploadOf(form));
      return done("readiness.notices.given");
    case "reuse":
      await reuseDocuments(ctx, pilotId, { kinds: [kind] });
      return done("readiness.notices.reused", { count: 1 });
    case "accept":
      await judgeItem(ctx, pilotId, kind, parse(itemVerdict, { ...given, verdict: "accepted" }));
      return done("readiness.notices.accepted");
    case "return":
      await judgeItem(ctx, pilotId, kind, parse(itemVerdict, { ...given, verdict: "returned" }));
      return done("readiness.notices.returned");
    case "dispense":
      await judgeItem(ctx, pilotId, kind, parse(itemVerdict, { ...given, verdict: "notNeeded" }));
      return done("readiness.notices.dispensed");
    case "reopen":
      await reopenItem(ctx, pilotId, kind);
      return done("readiness.notices.reopened");
    case "plan":
      await planItem(ctx, pilotId, kind, parse(itemPlan, given));
      return done("readiness.notices.planned");
    case "show": {
      const { details } = await showDocument(ctx, parse(documentParams, given).documentId);
      return data({ shown: details, shownKind: kind });
    }
    default:
      throw notFound();
  }
}
