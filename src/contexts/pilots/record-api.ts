import { z } from "zod";
import { type Endpoint, endpoint } from "#platform/api.ts";
import { decideGate, extendPilot } from "./commands/decide-gate.ts";
import { offerPilot } from "./commands/offer-pilot.ts";
import { proposePilot } from "./commands/propose-pilot.ts";
import { revisePilot } from "./commands/revise-pilot.ts";
import { nameContact, sharePilot } from "./commands/share-pilot.ts";
import { pilotStates } from "./pilot.ts";
import { getPilot, previewSharedPilot } from "./queries/get-pilot.ts";
import { getPilotHistory } from "./queries/pilot-history.ts";
import { triedForCompany, triedForNeed, triedForSimilarNeeds } from "./queries/tried-before.ts";
import * as schema from "./schema.ts";
import { followUpView, gateView, pilotView, triedView } from "./views.ts";

const read = "pilots:read";
const write = "pilots:write";
const created = z.object({ id: z.uuid() });
const needParams = z.object({ needId: z.uuid() });
const companyParams = z.object({ companyId: z.uuid() });

const recordWrites: Endpoint[] = [
  endpoint({
    method: "post",
    path: "/pilots",
    summary: "Propose a pilot with a company on a need's shortlist",
    scope: write,
    body: schema.proposedPilot,
    response: created,
    status: 201,
    handle: (ctx, { body }) => proposePilot(ctx, body),
  }),
  endpoint({
    method: "patch",
    path: "/pilots/:pilotId",
    summary: "Change parts of a pilot",
    scope: write,
    params: schema.pilotParams,
    body: schema.pilotRevision,
    handle: (ctx, { params, body }) => revisePilot(ctx, params.pilotId, body),
  }),
  endpoint({
    method: "post",
    path: "/pilots/:pilotId/gates",
    summary: "Say go, hold or stop",
    scope: write,
    params: schema.pilotParams,
    body: schema.gateInput,
    response: z.object({ state: z.enum(pilotStates) }),
    handle: (ctx, { params, body }) => decideGate(ctx, params.pilotId, body),
  }),
  endpoint({
    method: "post",
    path: "/pilots/:pilotId/extension",
    summary: "Extend a running pilot, once",
    scope: write,
    params: schema.pilotParams,
    body: schema.extensionInput,
    handle: (ctx, { params, body }) => extendPilot(ctx, params.pilotId, body),
  }),
  endpoint({
    method: "post",
    path: "/pilots/:pilotId/offer",
    summary: "Let the start-up read and run its side",
    scope: write,
    params: schema.pilotParams,
    body: schema.offerInput,
    handle: (ctx, { params, body }) => offerPilot(ctx, params.pilotId, body),
  }),
  endpoint({
    method: "put",
    path: "/pilots/:pilotId/sharing",
    summary: "Say for your side whether the cloud partner reads along",
    scope: write,
    params: schema.pilotParams,
    body: schema.sharingInput,
    handle: (ctx, { params, body }) => sharePilot(ctx, params.pilotId, body),
  }),
  endpoint({
    method: "put",
    path: "/pilots/:pilotId/contact",
    summary: "Name who speaks for the start-up",
    scope: write,
    params: schema.pilotParams,
    body: schema.contactInput,
    handle: (ctx, { params, body }) => nameContact(ctx, params.pilotId, body),
  }),
];

export const recordEndpoints: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/pilots/:pilotId",
    summary: "One pilot as your side reads it",
    scope: read,
    params: schema.pilotParams,
    response: pilotView,
    handle: (ctx, { params }) => getPilot(ctx, params.pilotId),
  }),
  endpoint({
    method: "get",
    path: "/pilots/:pilotId/shared-preview",
    summary: "The pilot as the cloud partner reads it once both sides shared it",
    scope: read,
    params: schema.pilotParams,
    response: pilotView,
    handle: (ctx, { params }) => previewSharedPilot(ctx, params.pilotId),
  }),
  endpoint({
    method: "get",
    path: "/pilots/:pilotId/history",
    summary: "Every verdict on a pilot; for the host also duties that came to the sponsor, answers by mail and parts handed over",
    scope: read,
    params: schema.pilotParams,
    response: z.object({ gates: z.array(gateView), followUps: z.array(followUpView) }),
    handle: (ctx, { params }) => getPilotHistory(ctx, params.pilotId),
  }),
  endpoint({
    method: "get",
    path: "/needs/:needId/pilots",
    summary: "Pilots of a need, with what was learned",
    scope: read,
    params: needParams,
    response: z.array(triedView),
    handle: (ctx, { params }) => triedForNeed(ctx, params.needId),
  }),
  endpoint({
    method: "get",
    path: "/needs/:needId/tried-before",
    summary: "Pilots that ended for similar needs, with what was learned",
    scope: read,
    params: needParams,
    response: z.array(triedView),
    handle: (ctx, { params }) => triedForSimilarNeeds(ctx, params.needId),
  }),
  endpoint({
    method: "get",
    path: "/companies/:companyId/pilots",
    summary: "Pilots with a company, with what was learned",
    scope: read,
    params: companyParams,
    response: z.array(triedView),
    handle: (ctx, { params }) => triedForCompany(ctx, params.companyId),
  }),
  ...recordWrites,
];
