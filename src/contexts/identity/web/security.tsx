import { Stack } from "@mantine/core";
import { data } from "react-router";
import { renderSVG } from "uqr";
import { z } from "zod";
import { formObject, parse } from "#platform/parse.ts";
import { ctxOf } from "#web/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { addressLinkMinutes } from "../auth/settings.ts";
import { changePassword, confirmTwoStep, endSessions, removePasskey, startTwoStep, stopTwoStep } from "../commands/account.ts";
import { requestAddressChange, setFirstPassword } from "../commands/address.ts";
import { getAccountSecurity } from "../queries/account-security.ts";
import { email } from "../schema.ts";
import type { Route } from "./+types/security";
import { AddressSection } from "./address-section.tsx";
import { PasskeySection } from "./passkey-section.tsx";
import { PasswordSection } from "./password-section.tsx";
import { SessionSection } from "./session-section.tsx";
import { TwoStepSection } from "./two-step-section.tsx";

const text = z.string().min(1).max(1000);
const Input = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("password"), currentPassword: text, newPassword: text }),
  z.object({ intent: z.literal("firstPassword"), newPassword: text }),
  z.object({ intent: z.literal("address"), email, password: text }),
  z.object({ intent: z.literal("twoStepStart"), password: text }),
  z.object({ intent: z.literal("twoStepConfirm"), code: text }),
  z.object({ intent: z.literal("twoStepStop"), password: text }),
  z.object({ intent: z.literal("passkey"), passkeyId: text }),
  z.object({ intent: z.literal("session"), sessionId: text }),
]);
type Input = z.infer<typeof Input>;

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, () => getAccountSecurity(ctx, request), request);
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(ctx, () => change(ctx, request, parse(Input, formObject(form))), form);
}

async function change(ctx: ReturnType<typeof ctxOf>, request: Request, input: Input) {
  const done = async (messageKey: string, headers?: Headers) => {
    const answer = await redirectWithNotice(ctx, "/account/security", { messageKey });
    for (const cookie of headers?.getSetCookie() ?? []) answer.headers.append("set-cookie", cookie);
    return answer;
  };
  switch (input.intent) {
    case "password":
      return done("identity.account.passwordChanged", (await changePassword(ctx, request, input)).headers);
    case "firstPassword":
      await setFirstPassword(ctx, request, input.newPassword);
      return done("identity.account.passwordSet");
    case "address":
      await requestAddressChange(ctx, request, input);
      return redirectWithNotice(ctx, "/account/security", {
        messageKey: "identity.account.addressMailed",
        values: { email: input.email, minutes: addressLinkMinutes },
      });
    case "twoStepStart": {
      const { totpUri, backupCodes, headers } = await startTwoStep(ctx, request, input.password);
      const key = new URL(totpUri).searchParams.get("secret") ?? "";
      const picture = `data:image/svg+xml;base64,${Buffer.from(renderSVG(totpUri)).toString("base64")}`;
      return data({ twoStep: { picture, key, backupCodes } }, { headers });
    }
    case "twoStepConfirm":
      return done("identity.account.twoStepConfirmed", (await confirmTwoStep(ctx, request, input.code)).headers);
    case "twoStepStop":
      return done("identity.account.twoStepStopped", (await stopTwoStep(ctx, request, input.password)).headers);
    case "passkey":
      await removePasskey(ctx, input.passkeyId);
      return done("identity.account.removed");
    case "session":
      await endSessions(ctx, request, input.sessionId);
      return done("identity.account.sessionEnded");
  }
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
