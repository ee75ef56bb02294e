import { redirect } from "react-router";
import type { Context } from "#platform/context.ts";
import { notFound } from "#platform/errors.ts";
import { formObject, parse } from "#platform/parse.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { recordMeasurement, recordMeasurements, recordProvenMeasurement } from "../../commands/measure.ts";
import { keepPilotFile } from "../../commands/pilot-files.ts";
import { closeRisk, nameRisk, reviseRisk } from "../../commands/risks.ts";
import { removePilotFile } from "../../commands/running-files.ts";
import { givePulse, markMessagesSeen, writeMessage } from "../../commands/talk.ts";
import { measurementInput, measurementLines, messageInput, pulseInput, riskInput } from "../../running-schema.ts";

/** Does what a form of the running tab asks for. */
export async function changeRunning(ctx: Context, pilotId: string, form: FormData): Promise<Response> {
  const here = `/pilots/${pilotId}/running`;
  // The id after the point tells forms of one kind apart, so that each shows its own mistakes.
  const [intent] = String(form.get("intent")).split(".");
  switch (intent) {
    case "measure":
    case "correct":
      await measure(ctx, pilotId, form);
      return redirectWithNotice(ctx, here, { messageKey: "evaluation.notices.measured" });
    case "measureMany": {
      const { recorded: count } = await recordMeasurements(ctx, pilotId, parse(measurementLines, formObject(form)));
      return redirectWithNotice(ctx, here, { messageKey: "evaluation.notices.measuredMany", values: { count } });
    }
    case "pulse":
      await givePulse(ctx, pilotId, parse(pulseInput, formObject(form)));
      return redirectWithNotice(ctx, here, { messageKey: "evaluation.notices.pulse" });
    case "message":
      await writeMessage(ctx, pilotId, parse(messageInput, formObject(form)));
      return redirect(`${here}#messages`);
    case "seen":
      await markMessagesSeen(ctx, pilotId);
      return redirect(here);
    case "upload":
      await keepPilotFile(ctx, pilotId, "file", uploadOf(form) ?? { name: "", content: null });
      return redirect(`${here}#files`);
    case "removeFile":
      await removePilotFile(ctx, pilotId, String(form.get("fileId")));
      return redirectWithNotice(ctx, here, { messageKey: "evaluation.notices.fileRemoved" });
    default:
      return changeRisk(ctx, pilotId, intent!, form);
  }
}

async function changeRisk(ctx: Context, pilotId: string, intent: string, form: FormData): Promise<Response> {
  const riskId = String(form.get("riskId"));
  switch (intent) {
    case "nameRisk":
      await nameRisk(ctx, pilotId, typedRisk(form));
      break;
    case "reviseRisk":
      await reviseRisk(ctx, riskId, typedRisk(form));
      break;
    case "closeRisk":
    case "reopenRisk":
      await closeRisk(ctx, riskId, intent === "closeRisk");
      break;
    default:
      throw notFound();
  }
  return redirect(`/pilots/${pilotId}/running#risks`);
}

async function measure(ctx: Context, pilotId: string, form: FormData): Promise<void> {
  const { file: _, ...given } = formObject(form);
  const input = parse(measurementInput, { ...given, value: typedNumber(given.value) });
  const upload = uploadOf(form);
  await (upload ? recordProvenMeasurement(ctx, pilotId, input, upload) : recordMeasurement(ctx, pilotId, input));
}

function typedRisk(form: FormData) {
  const given = formObject(form);
  return parse(riskInput, { ...given, likelihood: typedNumber(given.likelihood), impact: typedNumber(given.impact) });
}

/** A form sends text; what is no number is left for the schema to name. */
const typedNumber = (given: unknown): unknown => (typeof given === "string" ? Number(given.replace(",", ".")) : given);

function uploadOf(form: FormData) {
  const file = form.get("file");
  return file instanceof File && file.size > 0 ? { name: file.name, content: file.stream() } : null;
}
