import { Stack } from "@mantine/core";
import { formObject, parse } from "#platform/parse.ts";
import { ctxOf } from "#web/context.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { getAccountSecurity } from "../queries/account-security.ts";
import type { Route } from "./+types/security";
import { AddressSection } from "./address-section.tsx";
import { PasskeySection } from "./passkey-section.tsx";
import { PasswordSection } from "./password-section.tsx";
import { changeSecurity, SecurityInput } from "./security-actions.ts";
import { SessionSection } from "./session-section.tsx";
import { TwoStepSection } from "./two-step-section.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, () => getAccountSecurity(ctx, request), request);
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(ctx, () => changeSecurity(ctx, request, parse(SecurityInput, formObject(form)), "/account/security"), form);
}

export default function Security({ loaderData, actionData }: Route.ComponentProps) {
  const { email, hasPassword, hasTwoStep, passkeys, sessions } = loaderData;
  const started = actionData && "twoStep" in actionData ? actionData.twoStep : null;
  return (
    <Stack>
      <AddressSection email={email} hasPassword={hasPassword} />
      <PasswordSection hasPassword={hasPassword} />
      <TwoStepSection hasPassword={hasPassword} isOn={hasTwoStep} started={started} />
      <PasskeySection passkeys={passkeys} />
      <SessionSection sessions={sessions} />
    </Stack>
  );
}
