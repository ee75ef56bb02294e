import { Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import { unauthenticated } from "#platform/errors.ts";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { confirmAddressChange } from "../commands/address.ts";
import type { Route } from "./+types/address";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      if (ctx.actor.personId === null) throw unauthenticated();
      return null;
    },
    request,
  );
}

// Programs that check links in mails open them too; only the button confirms.
export async function action({ context, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const token = new URL(request.url).searchParams.get("token") ?? "";
  return submission(ctx, async () => {
    const headers = await confirmAddressChange(ctx, request, token);
    const answer = await redirectWithNotice(ctx, ctx.actor.seatId === null ? "/my-account" : "/account/security", {
      messageKey: "identity.account.addressChanged",
    });
    for (const cookie of headers.getSetCookie()) answer.headers.append("set-cookie", cookie);
    return answer;
  });
}

export default function Address() {
  const t = useTranslations("identity.account");
  return (
    <Section title={t("addressConfirmTitle")}>
      <ActionForm label={t("addressConfirmTitle")}>
        <Stack gap="sm">
          <Text>{t("addressConfirmLead")}</Text>
          <SubmitButton w="fit-content">{t("addressConfirm")}</SubmitButton>
        </Stack>
      </ActionForm>
    </Section>
  );
}
