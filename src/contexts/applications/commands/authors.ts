import { randomBytes } from "node:crypto";
import { hashOfToken, isDemoWithoutMail, publicUrl } from "#contexts/identity/index.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { DomainError, forbidden, found, notFound, unauthenticated } from "#platform/errors.ts";
import type { Locale } from "#platform/i18n/locales.ts";
import { translator } from "#platform/i18n/translate.ts";
import { isId, newId } from "#platform/ids.ts";
import { queueMail } from "#platform/mail/outbox.ts";
import type { Editing } from "../author-schema.ts";
import type { TogetherView } from "../own-views.ts";
import { canWriteApplication } from "../policy.ts";
import { isOpenInvitation, openInvitationRowIn } from "../queries/author-invitations.ts";
import { authorsIn, isBeingWritten, ownRowIn } from "../queries/own-application.ts";
import type { AuthorInvitation } from "../schema.ts";
import { readWording, type Wording } from "../wording.ts";
import { beyondWalls } from "./beyond-walls.ts";
import { excludeConflicted } from "./find-conflicts.ts";
import { noteOfApplication } from "./note-of-application.ts";
import { addAuthorRow } from "./start-application.ts";

const invitationDays = 14;
const mostAuthors = 10;
const mostInvitationsADay = 20;
const dayMs = 24 * 3600 * 1000;

/**
 * Asks somebody by mail to write an application with the others, while it is being written. Asking the same address again sends a new link
 * and lets the old one die. The link is handed over only in a demo base without a mail server, where nobody could read the mail.
 */
export async function inviteAuthor(
  ctx: Context,
  applicationId: string,
  { name, email }: AuthorInvitation,
): Promise<{ id: string; demoLink: string | null }> {
  const isLinkShown = await isDemoWithoutMail(ctx);
  // Past the walls: the language of somebody its writers may not see.
  const own = beyondWalls(ctx);
  return own.transact(async (tx) => {
    const application = await writableRow(tx, ctx, applicationId);
    await demandNewAuthor(tx, ctx, application, email);
    const at = ctx.now();
    await tx
      .updateTable("applicationAuthorInvitation")
      .set({ revokedAt: at })
      .where("applicationId", "=", applicationId)
      .where("email", "=", email)
      .where((eb) => isOpenInvitation(eb, at))
      .execute();
    const id = newId();
    const secret = randomBytes(32).toString("base64url");
    await tx
      .insertInto("applicationAuthorInvitation")
      .values({
        id,
        applicationId,
        authorPersonIds: application.authorPersonIds,
        email,
        name,
        secretHash: hashOfToken(secret),
        invitedBy: ctx.actor.personId!,
        createdAt: at,
        expiresAt: new Date(at.getTime() + invitationDays * dayMs),
      })
      .execute();
    const link = `${publicUrl(ctx.platform)}/applications/authors/${secret}`;
    await mailInvitation(tx, ctx, application, { name, email, link });
    await noteOfApplication(tx, ctx, applicationId, "application.author_invited", { invitationId: id });
    return { id, demoLink: isLinkShown ? link : null };
  });
}

/** Takes an invitation back; its link stops working at once. */
export async function revokeAuthorInvitation(ctx: Context, applicationId: string, invitationId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    await ownRowIn(tx, ctx, applicationId);
    const { numUpdatedRows } = await tx
      .updateTable("applicationAuthorInvitation")
      .set({ revokedAt: ctx.now() })
      .where("id", "=", invitationId)
      .where("applicationId", "=", applicationId)
      .where((eb) => isOpenInvitation(eb, null))
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) throw notFound();
    await noteOfApplication(tx, ctx, applicationId, "application.author_invitation_revoked", { invitationId });
  });
}

/**
 * Lets the signed-in person write with the others, if the invitation went to their address; twice is once. What was handed in already is
 * compared anew with the people of the operators before the new writer's name can be read.
 */
export async function acceptAuthorInvitation(ctx: Context, secret: string): Promise<{ applicationId: string }> {
  const { personId } = ctx.actor;
  if (personId === null) throw unauthenticated();
  // Past the walls: for somebody who is not yet a writer the application does not exist.
  const own = beyondWalls(ctx);
  return own.transact(async (tx) => {
    const { applicationId } = await openInvitationRowIn(tx, ctx, secret);
    const application = await tx
      .selectFrom("application")
      .selectAll()
      .where("id", "=", applicationId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    // Again, now that nobody else changes who writes.
    const invitation = await openInvitationRowIn(tx, ctx, secret, { isLocked: true });
    if (invitation.acceptedAt) return { applicationId };
    const person = await tx.selectFrom("person").select("email").where("id", "=", personId).executeTakeFirstOrThrow();
    if (person.email !== invitation.email) throw forbidden("applications.errors.invitationForOther");
    const authorPersonIds = [...new Set([...application.authorPersonIds, personId])];
    await tx.updateTable("application").set({ authorPersonIds, updatedAt: ctx.now() }).where("id", "=", applicationId).execute();
    const { operatorOrgIds, excludedPersonIds } = application;
    await addAuthorRow(tx, own, { applicationId, operatorOrgIds, authorPersonIds, excludedPersonIds });
    await tx.updateTable("applicationAuthorInvitation").set({ acceptedAt: ctx.now() }).where("id", "=", invitation.id).execute();
    if (application.submittedAt) await excludeConflicted(tx, own, applicationId);
    await noteOfApplication(tx, ctx, applicationId, "application.author_joined", { personId });
    return { applicationId };
  });
}

/**
 * Takes somebody off an application while it is being written; also oneself, but never the last one. Texts of theirs that were put aside
 * are offered to who stays.
 */
export async function removeAuthor(ctx: Context, applicationId: string, personId: string): Promise<void> {
  // Past the walls: whoever leaves no longer sees the row they have changed.
  const own = beyondWalls(ctx);
  await own.transact(async (tx) => {
    const application = await writableRow(tx, ctx, applicationId);
    if (!application.authorPersonIds.includes(personId)) throw notFound();
    if (application.authorPersonIds.length === 1) throw new DomainError("conflict", "applications.errors.lastAuthor");
    await takeAuthorOffIn(tx, ctx, application, personId);
  });
}

/** The same within a transaction past the walls, where others stay; whether it may be done has been asked. */
export async function takeAuthorOffIn(tx: Transaction, ctx: Context, application: Row, personId: string): Promise<void> {
  const { id: applicationId } = application;
  const staying = application.authorPersonIds.filter((id) => id !== personId);
  await tx
    .updateTable("application")
    .set({
      authorPersonIds: staying,
      createdBy: application.createdBy === personId ? await nextOwner(tx, application, staying) : application.createdBy,
      updatedAt: ctx.now(),
    })
    .where("id", "=", applicationId)
    .execute();
  const heir = staying.includes(ctx.actor.personId!) ? ctx.actor.personId! : staying[0]!;
  await tx
    .updateTable("applicationAnswerAside")
    .set({ writtenBy: heir })
    .where("applicationId", "=", applicationId)
    .where("writtenBy", "=", personId)
    .where("settledAt", "is", null)
    .execute();
  for (const table of ["applicationAuthor", "applicationPresence"] as const)
    await tx.deleteFrom(table).where("applicationId", "=", applicationId).where("personId", "=", personId).execute();
  await noteOfApplication(tx, ctx, applicationId, "application.author_removed", { personId });
}

/** Notes where the actor writes, for the others; answers with who writes where just now, and how new each answer is. */
export async function noteEditing(ctx: Context, applicationId: string, { key }: Editing): Promise<TogetherView> {
  return ctx.transact(async (tx) => {
    const { authorPersonIds, state } = await ownRowIn(tx, ctx, applicationId);
    const seen = { key, seenAt: ctx.now(), authorPersonIds };
    await tx
      .insertInto("applicationPresence")
      .values({ ...seen, applicationId, personId: ctx.actor.personId! })
      .onConflict((conflict) => conflict.columns(["applicationId", "personId"]).doUpdateSet(seen))
      .execute();
    const answers = await tx
      .selectFrom("applicationAnswer")
      .select(["key", "version"])
      .where("applicationId", "=", applicationId)
      .execute();
    const versions = Object.fromEntries(answers.map((each) => [each.key, each.version]));
    return { authors: await authorsIn(tx, ctx, applicationId), versions, state };
  });
}

/** Locked, so that two changes of who writes follow each other. */
async function writableRow(tx: Transaction, { actor }: Context, id: string) {
  const row = found(
    isId(id) ? await tx.selectFrom("application").selectAll().where("id", "=", id).forUpdate().executeTakeFirst() : undefined,
  );
  if (!canWriteApplication(actor, row)) throw notFound();
  if (!isBeingWritten(row)) throw new DomainError("conflict", "applications.errors.handedIn");
  return row;
}

type Row = Awaited<ReturnType<typeof writableRow>>;

async function demandNewAuthor(tx: Transaction, ctx: Context, { id, authorPersonIds }: Row, email: string): Promise<void> {
  const refuse = (key: string, values = {}) => new DomainError("conflict", key, { values });
  const known = await tx.selectFrom("person").select("id").where("email", "=", email).executeTakeFirst();
  if (known && authorPersonIds.includes(known.id)) throw refuse("applications.errors.alreadyAuthor");
  const invitations = tx.selectFrom("applicationAuthorInvitation").select((eb) => eb.fn.countAll<number>().as("count"));
  const open = await invitations
    .where("applicationId", "=", id)
    .where("email", "!=", email)
    .where((eb) => isOpenInvitation(eb, ctx.now()))
    .executeTakeFirstOrThrow();
  if (authorPersonIds.length + open.count >= mostAuthors)
    throw refuse("applications.errors.tooManyAuthors", { most: mostAuthors });
  const today = await invitations
    .where("invitedBy", "=", ctx.actor.personId)
    .where("createdAt", ">", new Date(ctx.now().getTime() - dayMs))
    .executeTakeFirstOrThrow();
  if (today.count >= mostInvitationsADay) throw refuse("applications.errors.tooManyInvitations");
}

async function mailInvitation(
  tx: Transaction,
  ctx: Context,
  { callId, firmName }: Row,
  { name, email, link }: AuthorInvitation & { link: string },
): Promise<void> {
  const known = await tx.selectFrom("person").select("locale").where("email", "=", email).executeTakeFirst();
  const locale = (known?.locale ?? ctx.locale) as Locale;
  const call = await tx.selectFrom("call").select("title").where("id", "=", callId).executeTakeFirstOrThrow();
  const t = await translator(locale);
  const inviter = ctx.actor.personName ?? "";
  const values = {
    name,
    inviter,
    firm: firmName,
    call: readWording(call.title as Wording, locale).text,
    days: invitationDays,
    link,
  };
  await queueMail(tx, ctx, {
    to: email,
    subject: t("applications.mail.author.subject", { inviter, firm: firmName }),
    text: t("applications.mail.author.text", values),
    locale,
    holdsSecret: true,
    isUnseen: true,
  });
}

/** Whose draft it is once its beginner has left: somebody who has no other draft for the call. */
async function nextOwner(tx: Transaction, { callId, createdBy }: Row, staying: string[]): Promise<string> {
  const drafts = await tx
    .selectFrom("application")
    .select("createdBy")
    .where("callId", "=", callId)
    .where("state", "=", "draft")
    .where("createdBy", "in", staying)
    .execute();
  const busy = new Set(drafts.map((draft) => draft.createdBy));
  return staying.find((id) => !busy.has(id)) ?? createdBy;
}
