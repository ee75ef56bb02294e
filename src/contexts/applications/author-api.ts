import { z } from "zod";
import { type Endpoint, endpoint } from "#platform/api.ts";
import { sentAuthorInvitation } from "./author-schema.ts";
import { inviteAuthor, removeAuthor, revokeAuthorInvitation } from "./commands/authors.ts";
import { listAuthorInvitations } from "./queries/author-invitations.ts";
import { authorInvitation } from "./schema.ts";

const read = "applications:read";
const write = "applications:write";
const applicationParams = z.object({ applicationId: z.uuid() });

/** Who writes an application; an invitation is accepted on its page, by whom its mail reached. */
export const authorEndpoints: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/own-applications/:applicationId/author-invitations",
    summary: "Invitations to write with you that nobody has answered",
    scope: read,
    isForApplicants: true,
    params: applicationParams,
    response: z.array(sentAuthorInvitation),
    handle: (ctx, { params }) => listAuthorInvitations(ctx, params.applicationId),
  }),
  endpoint({
    method: "post",
    path: "/own-applications/:applicationId/author-invitations",
    summary: "Ask somebody by mail to write with you; asked again, the old link dies",
    scope: write,
    isForApplicants: true,
    params: applicationParams,
    body: authorInvitation,
    response: z.object({ id: z.uuid() }),
    status: 201,
    handle: (ctx, { params, body }) => inviteAuthor(ctx, params.applicationId, body),
  }),
  endpoint({
    method: "delete",
    path: "/own-applications/:applicationId/author-invitations/:invitationId",
    summary: "Take an invitation to write with you back",
    scope: write,
    isForApplicants: true,
    params: applicationParams.extend({ invitationId: z.uuid() }),
    handle: (ctx, { params }) => revokeAuthorInvitation(ctx, params.applicationId, params.invitationId),
  }),
  endpoint({
    method: "delete",
    path: "/own-applications/:applicationId/authors/:personId",
    summary: "Take a writer off an application, also yourself, but never the last one",
    scope: write,
    isForApplicants: true,
    params: applicationParams.extend({ personId: z.uuid() }),
    handle: (ctx, { params }) => removeAuthor(ctx, params.applicationId, params.personId),
  }),
];
