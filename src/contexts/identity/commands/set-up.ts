import { randomInt, timingSafeEqual } from "node:crypto";
import { audit } from "#platform/audit/audit.ts";
import { type Context, contextFor, system } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { DomainError, notFound } from "#platform/errors.ts";
import { hashOfToken } from "../auth/actor.ts";
import { hashPassword, passwordProblem } from "../auth/password.ts";
import { demandFromLimit } from "../auth/sign-in-limit.ts";
import type { SetUpInput } from "../schema.ts";
import { addPerson, foundBase, foundOrganisation, giveSeat } from "./founding.ts";
import { inviteInto } from "./invitations.ts";

// No letters or digits that look alike: the code is read off a terminal.
const codeLetters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

/** Opens the first-run wizard (again) and returns its new one-time set-up code; only its hash is kept. */
export async function openSetUp(ctx: Context): Promise<string> {
  const groups = [0, 1, 2].map(() => Array.from({ length: 4 }, () => codeLetters[randomInt(codeLetters.length)]).join(""));
  const code = groups.join("-");
  await ctx.transact(async (tx) => {
    await tx.deleteFrom("baseSetup").execute();
    await tx
      .insertInto("baseSetup")
      .values({ codeHash: hashOfToken(code), createdAt: ctx.now() })
      .execute();
  });
  return code;
}

/** Whether the wizard waits: no base is founded yet. */
export async function isSetUpOpen(ctx: Context): Promise<boolean> {
  return contextFor(ctx.platform, system, ctx).transact(async (tx) => {
    const base = await tx.selectFrom("base").select("id").executeTakeFirst();
    return !base && (await tx.selectFrom("baseSetup").select("createdAt").executeTakeFirst()) !== undefined;
  });
}

/**
 * Founds a real base with its two operators and the administrator of one side, and invites the other side's. Needs the
 * set-up code printed at the start, works once, and returns the other administrator's link in case mail is not set up yet.
 */
export async function setUpBase(ctx: Context, input: SetUpInput): Promise<{ email: string; invitationLink: string }> {
  await demandFromLimit(ctx.platform, `set-up|${ctx.origin ?? "unknown"}`, { window: 600, max: 10 });
  if (input.email === input.otherEmail) {
    throw new DomainError("invalid", "errors.invalid", { fields: { otherEmail: "identity.errors.sameAddress" } });
  }
  const problem = passwordProblem(input.password, [input.email, input.name, input.baseName]);
  if (problem) throw new DomainError("invalid", "errors.invalid", { fields: { password: problem } });
  const own = contextFor(ctx.platform, system, ctx);
  await own.transact((tx) => demandCode(tx, input.code));
  const passwordHash = await hashPassword(input.password);
  return own.transact(async (tx) => {
    await demandCode(tx, input.code);
    const { baseName, timeZone, name, email, locale } = input;
    await foundBase(tx, own, { slug: slugOf(baseName), name: baseName, mode: "real", timeZone });
    const hostId = await foundOrganisation(tx, own, { kind: "host", name: input.hostName });
    const cloudId = await foundOrganisation(tx, own, { kind: "cloud_partner", name: input.cloudName });
    const [ownId, otherId] = input.side === "host" ? [hostId, cloudId] : [cloudId, hostId];
    const personId = await addPerson(tx, own, { name, email, locale, timeZone, passwordHash, isAddressProven: true });
    await giveSeat(tx, own, { personId, organisationId: ownId, role: "administrator" });
    const invitation = { name: input.otherName, email: input.otherEmail, role: "administrator" as const, locale };
    const { link } = await inviteInto(tx, own, otherId, invitation);
    await tx.deleteFrom("baseSetup").execute();
    await audit(tx, own, { action: "base.set-up", subjectType: "base", subjectId: null, detail: { personId } });
    return { email, invitationLink: link };
  });
}

async function demandCode(tx: Transaction, code: string): Promise<void> {
  const setUp = await tx.selectFrom("baseSetup").selectAll().forUpdate().executeTakeFirst();
  if (!setUp) throw notFound();
  if (!timingSafeEqual(Buffer.from(setUp.codeHash), Buffer.from(hashOfToken(code)))) {
    throw new DomainError("invalid", "errors.invalid", { fields: { code: "identity.errors.setUpCodeWrong" } });
  }
}

const slugOf = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 40) || "base";
