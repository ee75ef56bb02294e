import { z } from "zod";
import type { Context } from "#platform/context.ts";
import { notFound } from "#platform/errors.ts";
import { formObject, parse } from "#platform/parse.ts";
import { moveInvoice, takeInvoice } from "../../commands/invoices.ts";
import { moveMilestone } from "../../commands/milestones.ts";
import { moveOrder } from "../../commands/orders.ts";
import { withPilotFile } from "../../commands/pilot-files.ts";
import { invoiceMove, milestoneMove, orderMove } from "../../money/order-schema.ts";
import { invoiceOfForm } from "./money-forms.ts";

type Typed = Record<string, unknown>;
type Step = (ctx: Context, given: { pilotId: string; id: string; to: string; typed: Typed; form: FormData }) => Promise<unknown>;

const withVersion = z.object({ version: z.coerce.number().int() });

const steps: Record<string, Step> = {
  order: (ctx, { id, to, typed }) =>
    moveOrder(ctx, id, parse(orderMove, { reason: typed.reason, to, version: parse(withVersion, typed).version })),
  milestone: (ctx, { pilotId, id, to, typed, form }) => {
    const move = parse(milestoneMove, { reason: typed.reason, to });
    return withPilotFile(ctx, pilotId, "delivery", uploadIn(form), (fileId) => moveMilestone(ctx, id, { ...move, fileId }));
  },
  invoice: (ctx, { id, to, typed }) => {
    const { reason, paidOn, paymentReference } = typed;
    const { version } = parse(withVersion, typed);
    return moveInvoice(ctx, id, parse(invoiceMove, { reason, paidOn, paymentReference, to, version }));
  },
  take: (ctx, { pilotId, id, to, typed, form }) => {
    if (to !== "invoice") throw notFound();
    const { intent: _, ...fields } = typed;
    const invoice = invoiceOfForm(fields);
    return withPilotFile(ctx, pilotId, "invoice", uploadIn(form), (fileId) => takeInvoice(ctx, id, { ...invoice, fileId }));
  },
};

/** Takes a step of the page of orders: the intent names what moves, where to, and its id. */
export async function takeMoneyStep(ctx: Context, pilotId: string, form: FormData): Promise<void> {
  const [what = "", to = "", id = ""] = String(form.get("intent") ?? "").split(".");
  const step = Object.hasOwn(steps, what) ? steps[what] : undefined;
  if (!step) throw notFound();
  await step(ctx, { pilotId, id, to, typed: formObject(form), form });
}

function uploadIn(form: FormData) {
  const file = form.get("file");
  return file instanceof File && file.size > 0 ? { name: file.name, content: file.stream() } : null;
}
