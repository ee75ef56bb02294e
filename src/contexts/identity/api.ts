import { z } from "zod";
import { type Endpoint, endpoint } from "#platform/api.ts";
import { inviteFromOutside, invitePerson, resendInvitation, revokeInvitation } from "./commands/invitations.ts";
import { addSeat, deactivatePerson, endSeat, reactivatePerson } from "./commands/seats.ts";
import { revokeToken } from "./commands/tokens.ts";
import { addUnit, changeUnit } from "./commands/units.ts";
import { listInvitations, listOutsideOrganisations, listTokens, listUnits } from "./queries/organisation.ts";
import { getMe, listMySeats, listPeople } from "./queries/people.ts";
import {
  InvitationInput,
  InvitationView,
  id,
  MeView,
  OrganisationRef,
  OutsideInvitationInput,
  PersonView,
  SeatEndInput,
  SeatInput,
  SeatView,
  TokenView,
  UnitInput,
  UnitView,
} from "./schema.ts";

const read = "identity:read";
const write = "identity:write";
const idParameter = z.object({ id });
const created = z.object({ id });
const listOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item) });
const items = async <Item>(rows: Promise<Item[]>) => ({ items: await rows });

export const endpoints: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/me",
    summary: "Who asks, with which seat and scopes",
    scope: null,
    response: MeView,
    handle: async (ctx) => getMe(ctx),
  }),
  endpoint({
    method: "get",
    path: "/seats",
    summary: "The asking person's current seats",
    scope: read,
    response: listOf(SeatView),
    handle: (ctx) => items(listMySeats(ctx)),
  }),
  endpoint({
    method: "post",
    path: "/seats",
    summary: "Give a colleague a further seat",
    scope: write,
    body: SeatInput,
    response: created,
    status: 201,
    handle: (ctx, { body }) => addSeat(ctx, body),
  }),
  endpoint({
    method: "delete",
    path: "/seats/:id",
    summary: "End a seat of the own organisation",
    scope: write,
    params: idParameter,
    query: SeatEndInput,
    handle: (ctx, { params, query }) => endSeat(ctx, params.id, query.reason ?? null),
  }),
  endpoint({
    method: "get",
    path: "/people",
    summary: "People of the own organisation",
    scope: read,
    response: listOf(PersonView),
    handle: (ctx) => items(listPeople(ctx)),
  }),
  endpoint({
    method: "post",
    path: "/people/:id/deactivation",
    summary: "Shut a colleague out",
    scope: write,
    params: idParameter,
    body: SeatEndInput,
    handle: (ctx, { params, body }) => deactivatePerson(ctx, params.id, body.reason ?? null),
  }),
  endpoint({
    method: "delete",
    path: "/people/:id/deactivation",
    summary: "Let a colleague in again",
    scope: write,
    params: idParameter,
    handle: (ctx, { params }) => reactivatePerson(ctx, params.id),
  }),
  endpoint({
    method: "get",
    path: "/units",
    summary: "Units of the own or a named organisation",
    scope: read,
    query: z.object({ organisationId: id.optional() }),
    response: listOf(UnitView),
    handle: (ctx, { query }) => items(listUnits(ctx, query.organisationId)),
  }),
  endpoint({
    method: "post",
    path: "/units",
    summary: "Add a unit to the own organisation",
    scope: write,
    body: UnitInput,
    response: created,
    status: 201,
    handle: (ctx, { body }) => addUnit(ctx, body),
  }),
  endpoint({
    method: "put",
    path: "/units/:id",
    summary: "Rename a unit",
    scope: write,
    params: idParameter,
    body: UnitInput,
    handle: (ctx, { params, body }) => changeUnit(ctx, params.id, body),
  }),
  endpoint({
    method: "get",
    path: "/invitations",
    summary: "Invitations not yet accepted",
    scope: read,
    response: listOf(InvitationView),
    handle: (ctx) => items(listInvitations(ctx)),
  }),
  endpoint({
    method: "post",
    path: "/invitations",
    summary: "Invite a person to a seat",
    scope: write,
    body: InvitationInput,
    response: created,
    status: 201,
    handle: (ctx, { body }) => invitePerson(ctx, body),
  }),
  endpoint({
    method: "get",
    path: "/outside-organisations",
    summary: "The zone and the investors, whose people administrators of the operators invite",
    scope: read,
    response: listOf(OrganisationRef),
    handle: (ctx) => items(listOutsideOrganisations(ctx)),
  }),
  endpoint({
    method: "post",
    path: "/outside-invitations",
    summary: "Invite somebody of the zone or of an investor, also a new one",
    scope: write,
    body: OutsideInvitationInput,
    response: created,
    status: 201,
    handle: (ctx, { body }) => inviteFromOutside(ctx, body),
  }),
  endpoint({
    method: "post",
    path: "/invitations/:id/mail",
    summary: "Send an invitation again with a new link",
    scope: write,
    params: idParameter,
    handle: (ctx, { params }) => resendInvitation(ctx, params.id),
  }),
  endpoint({
    method: "delete",
    path: "/invitations/:id",
    summary: "Take an invitation back",
    scope: write,
    params: idParameter,
    handle: (ctx, { params }) => revokeInvitation(ctx, params.id),
  }),
  endpoint({
    method: "get",
    path: "/tokens",
    summary: "Own personal tokens, or the organisation's service tokens",
    scope: read,
    query: z.object({ kind: z.enum(["personal", "service"]).default("personal") }),
    response: listOf(TokenView),
    handle: (ctx, { query }) => items(listTokens(ctx, query.kind)),
  }),
  endpoint({
    method: "delete",
    path: "/tokens/:id",
    summary: "Revoke a token (from a signed-in session, not with a token)",
    scope: write,
    params: idParameter,
    handle: (ctx, { params }) => revokeToken(ctx, params.id),
  }),
];
