import { Stack, Text } from "@mantine/core";
import { data } from "react-router";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { formObject, parse } from "#platform/parse.ts";
import { ctxOf } from "#web/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { createToken, revokeToken } from "../commands/tokens.ts";
import { listTokens } from "../queries/organisation.ts";
import { TokenInput } from "../schema.ts";
import { scopesOfRole } from "../token-scopes.ts";
import type { Route } from "./+types/tokens";
import { NewTokenForm, ShownToken, TokenTable } from "./token-parts.tsx";

const Input = z.discriminatedUnion("intent", [
  TokenInput.extend({ intent: z.literal("create") }),
  z.object({ intent: z.literal("revoke"), tokenId: z.uuid() }),
]);

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, async () => ({ tokens: await listTokens(ctx, "personal"), scopes: scopesOfRole(ctx.actor.role) }), request);
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(
    ctx,
    async () => {
      const input = parse(Input, formObject(form));
      if (input.intent === "create") return data({ token: (await createToken(ctx, input)).token });
      await revokeToken(ctx, input.tokenId);
      return redirectWithNotice(ctx, "/account/tokens", { messageKey: "identity.tokens.revokedNotice" });
    },
    form,
  );
}

export default function Tokens({ loaderData: { tokens, scopes }, actionData }: Route.ComponentProps) {
  const t = useTranslations("identity.tokens");
  return (
    <Stack>
      <Text>{t("lead")}</Text>
      {actionData && "token" in actionData && <ShownToken token={actionData.token} />}
      <NewTokenForm scopes={scopes} />
      <TokenTable tokens={tokens} />
    </Stack>
  );
}
