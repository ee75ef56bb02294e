import type { Context } from "#platform/context.ts";
import { DomainError } from "#platform/errors.ts";
import { page } from "./respond.ts";

/** The form of an action. A body that is no form, or broke off on its way, becomes an error page that says so. */
export function submittedForm(ctx: Context, request: Request): Promise<FormData> {
  return page(ctx, async () => {
    try {
      return await request.formData();
    } catch (cause) {
      throw new DomainError("invalid", "errors.formUnreadable", { cause });
    }
  });
}
