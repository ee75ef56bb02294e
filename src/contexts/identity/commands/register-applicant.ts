import { sql } from "kysely";
import { audit } from "#platform/audit/audit.ts";
import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { ownedByNobody } from "#platform/jobs/jobs.ts";
import { safeNext } from "#web/sign-in-href.ts";
import type { SignInLinkOrder } from "../auth/sign-in-link.ts";
import type { ApplicantInput } from "../schema.ts";
import { isCurrentSeat } from "../seat.ts";
import { addPerson } from "./founding.ts";
import { demandLink, mailSignInLink } from "./sign-in.ts";

export const applicantJob = "identity.bring-in-applicant";

/** What the job is told. */
export interface AskedApplicant {
  name: string;
  email: string;
  locale: string;
  next: string;
}

export interface RegisteredApplicant {
  /**
   * The mailed link, in a demo base without a mail server and there only: nobody could read the mail. Null as well for an address that
   * belongs to a seat.
   */
  demoLink: string | null;
}

/**
 * Lets somebody in who applies and has no seat: mails a sign-in link to the address, which leads back to the page they came from. Opening
 * it proves the address. Whether the address was known, only the job finds out: the answer does not tell, nor does its time.
 */
export async function registerApplicant(ctx: Context, { name, email, returnTo }: ApplicantInput): Promise<RegisteredApplicant> {
  await demandLink(ctx, email);
  const asked: AskedApplicant = { name, email, locale: ctx.locale, next: safeNext(returnTo) };
  if (await isDemoWithoutMail(ctx)) return { demoLink: await demoLink(ctx.platform, asked) };
  await ctx.transact((tx) => ctx.platform.jobs.enqueue(tx, applicantJob, { ...asked, ownerOrgId: ownedByNobody }));
  return { demoLink: null };
}

/**
 * Adds or marks the person and has the link mailed; nobody is told of a deactivated person or a program's account. Who has a seat is not
 * marked: they apply with it, and anybody could type their address to have them stay once it ends.
 */
export async function bringInApplicant(
  platform: Platform,
  { name, email, locale, next }: AskedApplicant,
  { onLink }: Pick<SignInLinkOrder, "onLink"> = {},
): Promise<void> {
  const ctx = contextFor(platform, system);
  const isSeated = await ctx.transact((tx) => markApplicant(tx, ctx, { name, email, locale }));
  const order = { next, isForApplicant: true };
  await mailSignInLink(platform, email, onLink && !isSeated ? { ...order, onLink } : order);
}

/** Whether the person holds or held a seat somewhere. */
async function markApplicant(
  tx: Transaction,
  ctx: Context,
  { name, email, locale }: Pick<AskedApplicant, "name" | "email" | "locale">,
): Promise<boolean> {
  const known = await tx
    .selectFrom("person")
    .select(["id", "kind", "deactivatedAt", "applicantSince", "organisationIds", "demoPurpose"])
    .where("email", "=", email)
    .forUpdate()
    .executeTakeFirst();
  const applicantSince = ctx.now();
  if (!known) {
    const id = await addPerson(tx, ctx, { name, email, locale, applicantSince });
    await audit(tx, ctx, { action: "applicant.registered", subjectType: "person", subjectId: id });
    return false;
  }
  const isSeated = known.organisationIds.length > 0 || known.demoPurpose !== null;
  if (known.kind === "service" || known.deactivatedAt) return true;
  // Until somebody reads the mail, the name is only what was typed last.
  if (!isSeated) await renameUnproven(tx, known.id, { name, locale });
  if (known.applicantSince || (await hasSeat(tx, ctx, known.id))) return isSeated;
  await tx.updateTable("person").set({ applicantSince }).where("id", "=", known.id).execute();
  await audit(tx, ctx, { action: "applicant.registered", subjectType: "person", subjectId: known.id });
  return isSeated;
}

async function hasSeat(tx: Transaction, ctx: Context, personId: string): Promise<boolean> {
  const seats = await tx.selectFrom("seat").select(["endsAt", "endedAt"]).where("personId", "=", personId).execute();
  return seats.some((seat) => isCurrentSeat(seat, ctx.now()));
}

async function renameUnproven(tx: Transaction, id: string, { name, locale }: { name: string; locale: string }): Promise<void> {
  await sql`with renamed as (update auth."user" set name = ${name}, updated_at = now() where id = ${id} and not email_verified returning id)
    update app.person set name = ${name}, locale = ${locale} where id in (select id from renamed)`.execute(tx);
}

/** A demo base without a mail server: nobody could read a mail, so its link may be handed over. Never true of a real base. */
export async function isDemoWithoutMail({ platform }: Context): Promise<boolean> {
  if (platform.mailer.send) return false;
  const base = await contextFor(platform, system).transact((tx) => tx.selectFrom("base").select("mode").executeTakeFirst());
  return base?.mode === "demo";
}

async function demoLink(platform: Platform, asked: AskedApplicant): Promise<string | null> {
  let heard: string | null = null;
  await bringInApplicant(platform, asked, {
    onLink: (link) => {
      heard = link;
    },
  });
  return heard;
}
