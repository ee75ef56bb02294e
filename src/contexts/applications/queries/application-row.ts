import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { found } from "#platform/errors.ts";
import { isId } from "#platform/ids.ts";
import { visibleApplications } from "../policy.ts";

/** An application an operator's seat may read; for everybody else, and for people with a conflict, it does not exist. */
export async function applicationRowIn(tx: Transaction, ctx: Context, id: string) {
  return found(
    isId(id)
      ? await visibleApplications(tx, ctx.actor).selectAll().where("application.id", "=", id).executeTakeFirst()
      : undefined,
  );
}

/** The same for whoever moves it: two moves at once follow each other, and the later one finds what the first did. */
export async function lockedApplicationIn(tx: Transaction, ctx: Context, id: string): Promise<ApplicationRow> {
  return found(
    isId(id)
      ? await visibleApplications(tx, ctx.actor).selectAll().where("application.id", "=", id).forUpdate().executeTakeFirst()
      : undefined,
  );
}

export type ApplicationRow = Awaited<ReturnType<typeof applicationRowIn>>;

/** The walls of an application, for the rows below it. */
export const wallsOf = ({
  id,
  operatorOrgIds,
  excludedPersonIds,
}: Pick<ApplicationRow, "id" | "operatorOrgIds" | "excludedPersonIds">) => ({
  applicationId: id,
  operatorOrgIds,
  excludedPersonIds,
});
