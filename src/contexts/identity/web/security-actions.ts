import { data } from "react-router";
import { renderSVG } from "uqr";
import { z } from "zod";
import type { Context } from "#platform/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { addressLinkMinutes } from "../auth/settings.ts";
import { changePassword, confirmTwoStep, endSessions, removePasskey, startTwoStep, stopTwoStep } from "../commands/account.ts";
import { requestAddressChange, setFirstPassword } from "../commands/address.ts";
import { email } from "../schema.ts";

const text = z.string().min(1).max(1000);
export const SecurityInput = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("password"), currentPassword: text, newPassword: text }),
  z.object({ intent: z.literal("firstPassword"), newPassword: text }),
  z.object({ intent: z.literal("address"), email, password: text }),
  z.object({ intent: z.literal("twoStepStart"), password: text }),
  z.object({ intent: z.literal("twoStepConfirm"), code: text }),
  z.object({ intent: z.literal("twoStepStop"), password: text }),
  z.object({ intent: z.literal("passkey"), passkeyId: text }),
  z.object({ intent: z.literal("session"), sessionId: text }),
]);
export type SecurityInput = z.infer<typeof SecurityInput>;

/** Changes how the person signs in; `back` is the page it was asked on. */
export async function changeSecurity(ctx: Context, request: Request, input: SecurityInput, back: string) {
  const done = async (messageKey: string, headers?: Headers) => {
    const answer = await redirectWithNotice(ctx, back, { messageKey });
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
      return redirectWithNotice(ctx, back, {
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
