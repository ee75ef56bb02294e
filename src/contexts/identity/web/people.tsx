import { Stack } from "@mantine/core";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { formObject, parse } from "#platform/parse.ts";
import { PageHeader } from "#ui/page-header.tsx";
import { ctxOf } from "#web/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { invitationDays, inviteFromOutside, invitePerson, resendInvitation, revokeInvitation } from "../commands/invitations.ts";
import { deactivatePerson, endSeat, reactivatePerson } from "../commands/seats.ts";
import { getOrganisation, listInvitations, listOutsideOrganisations, listUnits } from "../queries/organisation.ts";
import { listPeople } from "../queries/people.ts";
import { type OrganisationKind, rolesOfKind } from "../roles.ts";
import { InvitationInput, OutsideInvitationInput } from "../schema.ts";
import type { Route } from "./+types/people";
import { InvitationList } from "./invitation-list.tsx";
import { InviteForm } from "./invite-form.tsx";
import { OutsideInviteForm } from "./outside-invite-form.tsx";
import { PeopleTable } from "./people-table.tsx";

const id = z.uuid();
const named = z.object({ personId: id, name: z.string().max(200).default("") });
const Input = z.discriminatedUnion("intent", [
  InvitationInput.extend({ intent: z.literal("invite") }),
  OutsideInvitationInput.extend({ intent: z.literal("inviteOutside") }),
  z.object({ intent: z.literal("resend"), invitationId: id }),
  z.object({ intent: z.literal("revoke"), invitationId: id }),
  z.object({ intent: z.literal("endSeat"), seatId: id }),
  named.extend({ intent: z.literal("deactivate") }),
  named.extend({ intent: z.literal("reactivate") }),
]);
type Input = z.infer<typeof Input>;

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      const organisation = await getOrganisation(ctx);
      const mayInvite = organisation.can.invite;
      return {
        organisation,
        people: await listPeople(ctx),
        invitations: mayInvite ? await listInvitations(ctx) : [],
        outside: organisation.can.inviteFromOutside ? await listOutsideOrganisations(ctx) : null,
        units: await listUnits(ctx),
        roles: [...rolesOfKind[organisation.kind as OrganisationKind]],
        invitationDays,
      };
    },
    request,
  );
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(
    ctx,
    async () => redirectWithNotice(ctx, "/administration/people", await change(ctx, parse(Input, formObject(form)))),
    form,
  );
}

async function change(ctx: ReturnType<typeof ctxOf>, input: Input) {
  switch (input.intent) {
    case "invite":
      await invitePerson(ctx, input);
      return { messageKey: "identity.people.invited", values: { name: input.name } };
    case "inviteOutside":
      await inviteFromOutside(ctx, input);
      return { messageKey: "identity.people.invited", values: { name: input.name } };
    case "resend":
      await resendInvitation(ctx, input.invitationId);
      return { messageKey: "identity.people.resent" };
    case "revoke":
      await revokeInvitation(ctx, input.invitationId);
      return { messageKey: "identity.people.revokedNotice" };
    case "endSeat":
      await endSeat(ctx, input.seatId);
      return { messageKey: "identity.people.seatEnded" };
    case "deactivate":
      await deactivatePerson(ctx, input.personId);
      return { messageKey: "identity.people.deactivated", values: { name: input.name } };
    case "reactivate":
      await reactivatePerson(ctx, input.personId);
      return { messageKey: "identity.people.reactivated", values: { name: input.name } };
  }
}

export default function People({ loaderData }: Route.ComponentProps) {
  const { organisation, people, invitations, outside, units, roles } = loaderData;
  const t = useTranslations("identity.people");
  return (
    <Stack>
      <title>{t("title")}</title>
      <PageHeader title={t("title")} lead={t("lead", { organisation: organisation.name })} />
      <PeopleTable people={people} />
      {organisation.can.invite && (
        <>
          <InvitationList invitations={invitations} />
          <InviteForm key={`own ${invitations.length}`} roles={roles} units={units} days={loaderData.invitationDays} />
          {outside && <OutsideInviteForm key={`outside ${invitations.length}`} organisations={outside} />}
        </>
      )}
    </Stack>
  );
}
