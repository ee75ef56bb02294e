import { z } from "zod";
import { type Endpoint, endpoint } from "#platform/api.ts";
import { ledgerView, resultView } from "./closing-views.ts";
import { permitReference, recordAdoption, reverseAdoption, shareLesson, writeLesson } from "./commands/close-pilot.ts";
import { exportAdoptions, listAdoptions } from "./queries/adoptions.ts";
import { closingReport } from "./queries/closing-report.ts";
import { getResult } from "./queries/result.ts";
import * as input from "./running-schema.ts";
import { recordedView } from "./running-views.ts";
import { pilotParams } from "./schema.ts";

const read = "pilots:read";
const write = "pilots:write";

const closing: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/pilots/:pilotId/result",
    summary: "What came of a pilot: judgements, lessons, references, what was promised, and for the host what was adopted",
    scope: read,
    params: pilotParams,
    response: resultView,
    handle: (ctx, { params }) => getResult(ctx, params.pilotId),
  }),
  endpoint({
    method: "post",
    path: "/pilots/:pilotId/lessons",
    summary: "Write down what your side learned; its own until it is shared",
    scope: write,
    params: pilotParams,
    body: input.lessonInput,
    response: recordedView,
    handle: (ctx, { params, body }) => writeLesson(ctx, params.pilotId, body),
  }),
  endpoint({
    method: "put",
    path: "/pilot-lessons/:lessonId/sharing",
    summary: "Let the other side read a lesson of yours, or no longer",
    scope: write,
    params: input.lessonParams,
    body: input.lessonSharing,
    response: z.object({ pilotId: z.uuid() }),
    handle: (ctx, { params, body }) => shareLesson(ctx, params.lessonId, body.isShared),
  }),
  endpoint({
    method: "put",
    path: "/pilots/:pilotId/reference",
    summary: "Whether the other side may name yours as a reference, and quote it",
    scope: write,
    params: pilotParams,
    body: input.referenceInput,
    handle: (ctx, { params, body }) => permitReference(ctx, params.pilotId, body),
  }),
  endpoint({
    method: "get",
    path: "/pilots/:pilotId/closing-report.pdf",
    summary: "The closing report as your side reads it, in your language (PDF)",
    scope: read,
    params: pilotParams,
    handle: (ctx, { params }) => closingReport(ctx, params.pilotId),
  }),
];

const ledger: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/adoptions",
    summary: "The adoption ledger of all pilots: sums by unit and year, and the rows they are made of",
    scope: read,
    query: input.adoptionQuery,
    response: ledgerView,
    handle: (ctx, { query }) => listAdoptions(ctx, query),
  }),
  endpoint({
    method: "get",
    path: "/adoptions/export",
    summary: "The rows of the ledger as CSV or XLSX; reversals with a minus",
    scope: read,
    query: input.adoptionExportQuery,
    handle: (ctx, { query }) => exportAdoptions(ctx, query),
  }),
  endpoint({
    method: "post",
    path: "/pilots/:pilotId/adoptions",
    summary: "Record what became of a pilot; the first row carries out what was promised",
    scope: write,
    params: pilotParams,
    body: input.adoptionInput,
    response: recordedView,
    handle: (ctx, { params, body }) => recordAdoption(ctx, params.pilotId, body),
  }),
  endpoint({
    method: "post",
    path: "/adoptions/:adoptionId/reversals",
    summary: "Take a row of the ledger back by one that reverses it",
    scope: write,
    params: input.adoptionParams,
    body: input.reversalInput,
    response: recordedView,
    handle: (ctx, { params, body }) => reverseAdoption(ctx, params.adoptionId, body),
  }),
];

export const closingEndpoints: Endpoint[] = [...closing, ...ledger];
