import type { Context } from "#platform/context.ts";
import { notFound } from "#platform/errors.ts";
import { formObject, parse } from "#platform/parse.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { type AgreementParams, dispatchInput, outsideQuery, signatureInput, withdrawalInput } from "../../agreement-schema.ts";
import { sendAgreement, withdrawAgreement } from "../../commands/agreements.ts";
import { signAgreement, uploadSigned } from "../../commands/sign-agreement.ts";
import { uploadOf } from "../readiness/upload-of.ts";

/** Takes the step of a form on the page of an agreement. */
export async function takeAgreementStep(ctx: Context, request: Request, params: AgreementParams, form: FormData) {
  const input = formObject(form);
  const here = `/pilots/${params.pilotId}/agreements/${params.agreementId}`;
  const done = (name: "sent" | "signed" | "withdrawn" | "outside") =>
    redirectWithNotice(ctx, here, { messageKey: `agreements.notices.${name}` });
  switch (input.intent) {
    case "send":
      await sendAgreement(ctx, params, parse(dispatchInput, input));
      return done("sent");
    case "sign": {
      const ticked = { hasRead: form.has("hasRead"), intends: form.has("intends") };
      await signAgreement(ctx, request, params, parse(signatureInput, { ...input, ...ticked }));
      return done("signed");
    }
    case "withdraw":
      await withdrawAgreement(ctx, params, parse(withdrawalInput, input));
      return done("withdrawn");
    case "outside": {
      const upload = uploadOf(form);
      const given = parse(outsideQuery, { ...input, name: upload?.name ?? "document.pdf" });
      await uploadSigned(ctx, request, params, given, upload?.content ?? null);
      return done("outside");
    }
    default:
      throw notFound();
  }
}
