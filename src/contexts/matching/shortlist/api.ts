import { z } from "zod";
import { type Endpoint, endpoint } from "#platform/api.ts";
import * as schema from "../schema.ts";
import * as commands from "./commands.ts";
import { compareEntries } from "./comparison.ts";
import { exportShortlist } from "./export.ts";
import { getShortlist } from "./queries.ts";
import { shortlistPdf } from "./report.ts";
import { comparisonView, shortlistView } from "./views.ts";

const read = "matching:read";
const write = "matching:write";
const { needParams, entryParams, noteParams } = schema;
const created = z.object({ id: z.uuid() });

export const shortlistEndpoints: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/needs/:needId/shortlist",
    summary: "Companies on the need's list with stage, votes and notes",
    scope: read,
    params: needParams,
    response: shortlistView,
    handle: (ctx, { params }) => getShortlist(ctx, params.needId),
  }),
  endpoint({
    method: "post",
    path: "/needs/:needId/shortlist/entries",
    summary: "Put a company on the list; the first shortlisted one moves an open need to shortlisted",
    scope: write,
    params: needParams,
    body: schema.newEntry,
    response: created,
    status: 201,
    handle: (ctx, { params, body }) => commands.addEntry(ctx, params.needId, body),
  }),
  endpoint({
    method: "patch",
    path: "/needs/:needId/shortlist/entries/:entryId",
    summary: "Move an entry to another stage or place",
    scope: write,
    params: entryParams,
    body: schema.entryChange,
    handle: (ctx, { params, body }) => commands.moveEntry(ctx, params.needId, params.entryId, body),
  }),
  endpoint({
    method: "delete",
    path: "/needs/:needId/shortlist/entries/:entryId",
    summary: "Take an entry off the list; votes and notes are kept",
    scope: write,
    params: entryParams,
    handle: (ctx, { params }) => commands.removeEntry(ctx, params.needId, params.entryId),
  }),
  endpoint({
    method: "put",
    path: "/needs/:needId/shortlist/entries/:entryId/presence",
    summary: "Put an entry that was taken off back as it was",
    scope: write,
    params: entryParams,
    handle: (ctx, { params }) => commands.restoreEntry(ctx, params.needId, params.entryId),
  }),
  endpoint({
    method: "post",
    path: "/needs/:needId/passes/:companyId",
    summary: "Pass on a company for the need with a reason; recorded with the company too",
    scope: write,
    params: schema.matchParams,
    body: schema.entryPass,
    response: created.extend({ passId: z.uuid() }),
    status: 201,
    handle: (ctx, { params, body }) => commands.passEntry(ctx, params.needId, params.companyId, body),
  }),
  endpoint({
    method: "delete",
    path: "/needs/:needId/shortlist/entries/:entryId/pass",
    summary: "Take a pass back",
    scope: write,
    params: entryParams,
    handle: (ctx, { params }) => commands.takePassBack(ctx, params.needId, params.entryId),
  }),
  endpoint({
    method: "put",
    path: "/needs/:needId/shortlist/entries/:entryId/vote",
    summary: "Your vote on an entry: 1 for, 0 undecided, -1 against",
    scope: write,
    params: entryParams,
    body: schema.newVote,
    handle: (ctx, { params, body }) => commands.vote(ctx, params.needId, params.entryId, body),
  }),
  endpoint({
    method: "delete",
    path: "/needs/:needId/shortlist/entries/:entryId/vote",
    summary: "Take your vote back",
    scope: write,
    params: entryParams,
    handle: (ctx, { params }) => commands.withdrawVote(ctx, params.needId, params.entryId),
  }),
  endpoint({
    method: "post",
    path: "/needs/:needId/shortlist/entries/:entryId/notes",
    summary: "Write a note on an entry",
    scope: write,
    params: entryParams,
    body: schema.newNote,
    response: created,
    status: 201,
    handle: (ctx, { params, body }) => commands.addNote(ctx, params.needId, params.entryId, body),
  }),
  endpoint({
    method: "delete",
    path: "/needs/:needId/shortlist/entries/:entryId/notes/:noteId",
    summary: "Take your own note back",
    scope: write,
    params: noteParams,
    handle: (ctx, { params }) => commands.setNoteRemoved(ctx, params.needId, params.entryId, params.noteId, true),
  }),
  endpoint({
    method: "get",
    path: "/needs/:needId/shortlist/comparison",
    summary: "Two to four entries side by side: requirements, facts, votes",
    scope: read,
    params: needParams,
    query: schema.comparisonQuery,
    response: comparisonView,
    handle: (ctx, { params, query }) => compareEntries(ctx, params.needId, query.entry),
  }),
  endpoint({
    method: "get",
    path: "/needs/:needId/shortlist/report.pdf",
    summary: "The list as a document to share",
    scope: read,
    params: needParams,
    handle: (ctx, { params }) => shortlistPdf(ctx, params.needId),
  }),
  endpoint({
    method: "get",
    path: "/needs/:needId/shortlist/export",
    summary: "The list as CSV or XLSX",
    scope: read,
    params: needParams,
    query: schema.exportQuery,
    handle: (ctx, { params, query }) => exportShortlist(ctx, params.needId, query.format),
  }),
];
