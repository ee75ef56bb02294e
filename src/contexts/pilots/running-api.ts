import { z } from "zod";
import { type Endpoint, endpoint } from "#platform/api.ts";
import { uploadQuery } from "#platform/files/attachments.ts";
import { pilotFileMb } from "./commands/keep-file.ts";
import { judgeCriterion, recordMeasurement, recordMeasurements } from "./commands/measure.ts";
import { keepPilotFile } from "./commands/pilot-files.ts";
import { closeRisk, nameRisk, reviseRisk } from "./commands/risks.ts";
import { removePilotFile } from "./commands/running-files.ts";
import { givePulse, markMessagesSeen, writeMessage } from "./commands/talk.ts";
import { linkToPilotFile, openPilotFileLink } from "./queries/pilot-file-link.ts";
import { getRunning } from "./queries/running.ts";
import * as input from "./running-schema.ts";
import * as view from "./running-views.ts";
import { pilotParams } from "./schema.ts";

const read = "pilots:read";
const write = "pilots:write";

const measuring: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/pilots/:pilotId/running",
    summary: "What goes on in a pilot: measurements, risks, messages, the weekly pulse and files",
    scope: read,
    params: pilotParams,
    response: view.runningView,
    handle: (ctx, { params }) => getRunning(ctx, params.pilotId),
  }),
  endpoint({
    method: "post",
    path: "/pilots/:pilotId/measurements",
    summary: "Record a value measured against a criterion, or correct an earlier one by naming it",
    scope: write,
    params: pilotParams,
    body: input.measurementInput,
    response: view.recordedView,
    handle: (ctx, { params, body }) => recordMeasurement(ctx, params.pilotId, body),
  }),
  endpoint({
    method: "post",
    path: "/pilots/:pilotId/measurement-imports",
    summary: "Record many values at once out of rows of a spreadsheet; all or none",
    scope: write,
    params: pilotParams,
    body: input.measurementLines,
    response: view.importedView,
    handle: (ctx, { params, body }) => recordMeasurements(ctx, params.pilotId, body),
  }),
  endpoint({
    method: "put",
    path: "/pilots/:pilotId/judgements",
    summary: "Say of a criterion whether it was met; against the last value only with a reason",
    scope: write,
    params: pilotParams,
    body: input.judgementInput,
    handle: (ctx, { params, body }) => judgeCriterion(ctx, params.pilotId, body),
  }),
];

const talking: Endpoint[] = [
  endpoint({
    method: "put",
    path: "/pilots/:pilotId/pulse",
    summary: "How this week went for your side",
    scope: write,
    params: pilotParams,
    body: input.pulseInput,
    handle: (ctx, { params, body }) => givePulse(ctx, params.pilotId, body),
  }),
  endpoint({
    method: "post",
    path: "/pilots/:pilotId/messages",
    summary: "Write to the other side",
    scope: write,
    params: pilotParams,
    body: input.messageInput,
    handle: (ctx, { params, body }) => writeMessage(ctx, params.pilotId, body),
  }),
  endpoint({
    method: "put",
    path: "/pilots/:pilotId/messages/seen",
    summary: "Your side has read what was written so far",
    scope: write,
    params: pilotParams,
    handle: (ctx, { params }) => markMessagesSeen(ctx, params.pilotId),
  }),
  endpoint({
    method: "post",
    path: "/pilots/:pilotId/risks",
    summary: "Name a risk both sides read",
    scope: write,
    params: pilotParams,
    body: input.riskInput,
    response: view.recordedView,
    handle: (ctx, { params, body }) => nameRisk(ctx, params.pilotId, body),
  }),
  endpoint({
    method: "put",
    path: "/pilot-risks/:riskId",
    summary: "Say anew how likely and how bad a risk is and what is done about it",
    scope: write,
    params: input.riskParams,
    body: input.riskInput,
    response: z.object({ pilotId: z.uuid() }),
    handle: (ctx, { params, body }) => reviseRisk(ctx, params.riskId, body),
  }),
  endpoint({
    method: "put",
    path: "/pilot-risks/:riskId/state",
    summary: "A risk is over, or is one again",
    scope: write,
    params: input.riskParams,
    body: input.riskState,
    response: z.object({ pilotId: z.uuid() }),
    handle: (ctx, { params, body }) => closeRisk(ctx, params.riskId, body.isClosed),
  }),
];

const fileUpload = uploadQuery.extend({ purpose: z.enum(["file", "measurement"]).default("file") });

const files: Endpoint[] = [
  endpoint({
    method: "post",
    path: "/pilots/:pilotId/files",
    summary: "Give a file both sides read; the request body is the file",
    scope: write,
    params: pilotParams,
    query: fileUpload,
    upload: "application/octet-stream",
    uploadLimitMb: pilotFileMb,
    response: view.recordedView,
    handle: (ctx, { params, query: { purpose, name }, raw }) =>
      keepPilotFile(ctx, params.pilotId, purpose, { name, content: raw.body }),
  }),
  endpoint({
    method: "delete",
    path: "/pilots/:pilotId/files/:fileId",
    summary: "Take a file of your side away",
    scope: write,
    params: input.pilotFileParams,
    handle: (ctx, { params }) => removePilotFile(ctx, params.pilotId, params.fileId),
  }),
  endpoint({
    method: "post",
    path: "/pilots/:pilotId/files/:fileId/links",
    summary: "A way to the bytes of a file, for five minutes and for you alone",
    scope: read,
    params: input.pilotFileParams,
    response: view.fileLinkView,
    handle: (ctx, { params }) => linkToPilotFile(ctx, params.pilotId, params.fileId),
  }),
  endpoint({
    method: "get",
    path: "/pilots/:pilotId/files/:fileId",
    summary: "The bytes of a file, by the link you were given; asked again whether you may",
    scope: read,
    params: input.pilotFileParams,
    query: input.runningFileQuery,
    handle: (ctx, { params, query }) => openPilotFileLink(ctx, params.pilotId, params.fileId, query),
  }),
];

export const runningEndpoints: Endpoint[] = [...measuring, ...talking, ...files];
