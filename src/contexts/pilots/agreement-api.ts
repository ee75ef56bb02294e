import { type Endpoint, endpoint } from "#platform/api.ts";
import * as schema from "./agreement-schema.ts";
import * as view from "./agreement-views.ts";
import { draftAgreement, redraftAgreement, sendAgreement, withdrawAgreement } from "./commands/agreements.ts";
import { addSigned, signAgreement, uploadSigned } from "./commands/sign-agreement.ts";
import { agreementEvidence } from "./queries/agreement-evidence.ts";
import { openAgreementDocument } from "./queries/agreement-files.ts";
import { getAgreementForm } from "./queries/agreement-form.ts";
import { getAgreement, listAgreements } from "./queries/agreements.ts";
import { verifyAgreement, verifyAgreementFile } from "./queries/verify-agreement.ts";
import { pilotParams } from "./schema.ts";

const [read, write] = ["pilots:read", "pilots:write"];
const one = "/pilots/:pilotId/agreements/:agreementId";
const pdf = "application/pdf";

export const agreementEndpoints: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/pilots/:pilotId/agreements",
    summary: "The agreements of a pilot as the own side reads them; the start-up from the day they were sent",
    scope: read,
    params: pilotParams,
    response: view.agreementListView,
    handle: (ctx, { params }) => listAgreements(ctx, params.pilotId),
  }),
  endpoint({
    method: "get",
    path: "/pilots/:pilotId/agreement-form",
    summary: "What a document of the kind is filled from, and what is asked for it",
    scope: read,
    params: pilotParams,
    query: schema.formQuery,
    response: view.agreementFormView,
    handle: (ctx, { params, query }) => getAgreementForm(ctx, params.pilotId, query),
  }),
  endpoint({
    method: "post",
    path: "/pilots/:pilotId/agreements",
    summary: "Make a document from the published template; refused with every field that is missing",
    scope: write,
    params: pilotParams,
    body: schema.draftInput,
    response: view.createdView,
    status: 201,
    handle: (ctx, { params, body }) => draftAgreement(ctx, params.pilotId, body),
  }),
  endpoint({
    method: "get",
    path: one,
    summary: "One agreement with its text and signatures",
    scope: read,
    params: schema.agreementParams,
    response: view.agreementView,
    handle: (ctx, { params }) => getAgreement(ctx, params),
  }),
  endpoint({
    method: "put",
    path: one,
    summary: "Make a draft again; `sha256` is the hash of the draft it replaces",
    scope: write,
    params: schema.agreementParams,
    body: schema.redraftInput,
    handle: (ctx, { params, body }) => redraftAgreement(ctx, params, body),
  }),
  endpoint({
    method: "get",
    path: `${one}/document`,
    summary: "The document as PDF: the bytes whose hash is signed",
    scope: read,
    params: schema.agreementParams,
    handle: (ctx, { params }) => openAgreementDocument(ctx, params),
  }),
  endpoint({
    method: "get",
    path: `${one}/evidence`,
    summary: "Who signed what and when, as PDF",
    scope: read,
    params: schema.agreementParams,
    handle: (ctx, { params }) => agreementEvidence(ctx, params),
  }),
  endpoint({
    method: "put",
    path: `${one}/dispatch`,
    summary: "Send a draft: the start-up reads it and both can sign",
    scope: write,
    params: schema.agreementParams,
    body: schema.dispatchInput,
    handle: (ctx, { params, body }) => sendAgreement(ctx, params, body),
  }),
  endpoint({
    method: "post",
    path: `${one}/signatures`,
    summary: "Sign for the own side, or confirm what was signed outside; a signed-in person only, no token",
    scope: write,
    params: schema.agreementParams,
    body: schema.signatureInput,
    handle: (ctx, { params, body, raw }) => signAgreement(ctx, raw, params, body),
  }),
  endpoint({
    method: "put",
    path: `${one}/signed-copy`,
    summary: "Give the PDF both have signed outside; the request body is the file, the other side confirms it",
    scope: write,
    params: schema.agreementParams,
    query: schema.outsideQuery,
    upload: pdf,
    uploadLimitMb: 25,
    handle: (ctx, { params, query, raw }) => uploadSigned(ctx, raw, params, query, raw.body),
  }),
  endpoint({
    method: "post",
    path: "/pilots/:pilotId/signed-agreements",
    summary: "Give a PDF both have signed outside that was never drafted here; the request body is the file",
    scope: write,
    params: pilotParams,
    query: schema.newOutsideQuery,
    upload: pdf,
    uploadLimitMb: 25,
    response: view.createdView,
    status: 201,
    handle: (ctx, { params, query, raw }) => addSigned(ctx, raw, params.pilotId, query, raw.body),
  }),
  endpoint({
    method: "put",
    path: `${one}/withdrawal`,
    summary: "Withdraw or turn down a document before both have signed it, with a reason",
    scope: write,
    params: schema.agreementParams,
    body: schema.withdrawalInput,
    handle: (ctx, { params, body }) => withdrawAgreement(ctx, params, body),
  }),
  endpoint({
    method: "get",
    path: "/agreement-verifications",
    summary: "Which of your agreements a hash belongs to, and whether the stored document still has it",
    scope: read,
    query: schema.verificationQuery,
    response: view.verificationView,
    handle: (ctx, { query }) => verifyAgreement(ctx, query.sha256),
  }),
  endpoint({
    method: "post",
    path: "/agreement-verifications",
    summary: "The same of a file, which is the request body and is not kept",
    scope: read,
    upload: "application/octet-stream",
    uploadLimitMb: 25,
    response: view.verificationView,
    handle: (ctx, { raw }) => verifyAgreementFile(ctx, raw.body),
  }),
];
