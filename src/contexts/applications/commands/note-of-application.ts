import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { beyondWalls } from "./beyond-walls.ts";

/** In the system's name: who writes an application, and what, is no operator's to read in its audit log. */
export const noteOfApplication = (
  tx: Transaction,
  ctx: Context,
  applicationId: string,
  action: string,
  detail: Record<string, unknown> = {},
): Promise<void> => audit(tx, beyondWalls(ctx), { action, subjectType: "application", subjectId: applicationId, detail });
