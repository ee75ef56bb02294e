import { Stack, Text } from "@mantine/core";
import { data } from "react-router";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { forbidden } from "#platform/errors.ts";
import { formObject, parse } from "#platform/parse.ts";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { decideBaseChange, proposeBaseChange } from "../commands/base-changes.ts";
import { createServiceToken, revokeToken } from "../commands/tokens.ts";
import { getOrganisation, listBaseChanges, listTokens, listUnits } from "../queries/organisation.ts";
import { getBase } from "../queries/people.ts";
import { type OrganisationKind, rolesOfKind } from "../roles.ts";
import { BaseChangeInput, BaseDecisionInput, ServiceTokenInput, tokenScopes } from "../schema.ts";
import type { Route } from "./+types/settings";
import { BaseChangeForm, BaseChangeList } from "./base-changes.tsx";
import { NewTokenForm, ShownToken, TokenTable } from "./token-parts.tsx";

const Input = z.discriminatedUnion("intent", [
  BaseChangeInput.extend({ intent: z.literal("propose") }),
  BaseDecisionInput.extend({ intent: z.literal("decide"), changeId: z.uuid() }),
  ServiceTokenInput.extend({ intent: z.literal("create") }),
  z.object({ intent: z.literal("revoke"), tokenId: z.uuid() }),
]);

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      const organisation = await getOrganisation(ctx);
      if (!organisation.can.proposeBaseChange) throw forbidden();
      return {
        base: (await getBase(ctx))!,
        changes: await listBaseChanges(ctx),
        tokens: await listTokens(ctx, "service"),
        units: await listUnits(ctx),
        roles: [...rolesOfKind[organisation.kind as OrganisationKind]],
      };
    },
    request,
  );
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  const done = (messageKey: string) => redirectWithNotice(ctx, "/administration/settings", { messageKey });
  return submission(
    ctx,
    async () => {
      const input = parse(Input, formObject(form));
      switch (input.intent) {
        case "create":
          return data({ token: (await createServiceToken(ctx, input)).token });
        case "propose": {
          const { intent: _, ...change } = input;
          await proposeBaseChange(ctx, change);
          return done("identity.organisation.proposed");
        }
        case "decide":
          await decideBaseChange(ctx, input.changeId, input.decision);
          return done("identity.organisation.decided");
        case "revoke":
          await revokeToken(ctx, input.tokenId);
          return done("identity.tokens.revokedNotice");
      }
    },
    form,
  );
}

export default function Settings({ loaderData, actionData }: Route.ComponentProps) {
  const { base, changes, tokens, units, roles } = loaderData;
  const t = useTranslations("identity");
  return (
    <Stack>
      <title>{t("organisation.settings")}</title>
      <PageHeader title={t("organisation.settings")} lead={t("organisation.settingsLead")} />
      <Section title={t("organisation.base")} hint={t("organisation.baseLead")}>
        <BaseChangeForm base={base} />
      </Section>
      <BaseChangeList changes={changes} />
      <Section title={t("tokens.serviceTitle")} plain>
        <Text>{t("tokens.serviceLead")}</Text>
      </Section>
      {actionData && "token" in actionData && <ShownToken token={actionData.token} />}
      <NewTokenForm scopes={tokenScopes}>
        <SelectField
          name="role"
          label={t("tokens.role")}
          choices={roles.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
        />
        {units.length > 0 && (
          <SelectField
            name="unitId"
            label={t("people.unit")}
            empty={t("people.noUnit")}
            choices={units.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
      </NewTokenForm>
      <TokenTable tokens={tokens} />
    </Stack>
  );
}
