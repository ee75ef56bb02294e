import type { Command } from "commander";
import { sql } from "kysely";
import { InvitationInput, inviteInto, isOperatorKind, operatorKinds, roles } from "#contexts/identity/index.ts";
import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { DomainError } from "#platform/errors.ts";
import { parse } from "#platform/parse.ts";
import { sentenceOf } from "./sentence.ts";
import { withBase } from "./session.ts";

interface InviteOptions {
  organisation: string;
  role: string;
  email: string;
  name: string;
  unit?: string;
  locale: string;
}

/** For whoever holds the machine: people of the base, without signing in. */
export function addUserCommands(program: Command): void {
  const user = program.command("user").description("people and their seats");
  user
    .command("list")
    .description("everybody who may sign in")
    .action(() => withBase((_, ctx) => listEveryone(ctx)));
  user
    .command("invite")
    .description("offer a seat; prints the invitation's link")
    .requiredOption("--organisation <kind>", `one of ${[...operatorKinds, "zone"].join(", ")}`)
    .requiredOption("--role <role>", `one of ${roles.join(", ")}`)
    .requiredOption("--email <address>", "where the invitation goes")
    .requiredOption("--name <name>", "the person's name")
    .option("--unit <name>", "the business unit, for need owners")
    .option("--locale <code>", "language of the invitation", "en")
    .action((options: InviteOptions) => withBase((_, ctx) => invite(ctx, options)));
  user
    .command("deactivate")
    .description("shut a person out: no sign-in, no token")
    .argument("<email>")
    .action((email: string) => withBase((_, ctx) => setDeactivated(ctx, email, true)));
  user
    .command("reactivate")
    .description("let a person in again")
    .argument("<email>")
    .action((email: string) => withBase((_, ctx) => setDeactivated(ctx, email, false)));
  user
    .command("reset-two-step")
    .description("turn two-step sign-in off for a person who lost the second step")
    .argument("<email>")
    .action((email: string) =>
      withBase(async (_, ctx) => {
        await resetTwoStep(ctx, email);
        console.log(`${email} signs in without a second step now, and can set up a new one.`);
      }),
    );
}

async function listEveryone(ctx: Context): Promise<void> {
  const rows = await ctx.transact((tx) =>
    tx
      .selectFrom("person")
      .leftJoin("seat", (join) => join.onRef("seat.personId", "=", "person.id").on("seat.endedAt", "is", null))
      .leftJoin("organisation", "organisation.id", "seat.organisationId")
      .select(["person.name", "person.email", "person.deactivatedAt", "seat.role", "organisation.name as organisation"])
      .orderBy("person.name")
      .execute(),
  );
  if (rows.length === 0) console.log('Nobody yet. Start the server with "npm start -- --empty" and follow the wizard.');
  for (const { name, email, role, organisation, deactivatedAt } of rows) {
    console.log(
      [name, email, role ?? "no seat", organisation ?? "", deactivatedAt ? "deactivated" : ""].filter(Boolean).join("\t"),
    );
  }
}

/** Mails an invitation to a seat of an operator or the zone and prints its link; throws with sentences for the reader. */
export async function invite(ctx: Context, { organisation, role, email, name, unit, locale }: InviteOptions): Promise<void> {
  if (!isOperatorKind(organisation) && organisation !== "zone") throw new Error(`There is no organisation "${organisation}".`);
  if (!(roles as readonly string[]).includes(role)) throw new Error(`There is no role "${role}". Roles: ${roles.join(", ")}.`);
  try {
    const person = parse(InvitationInput, { email, name, role, locale });
    const { link } = await ctx.transact(async (tx) => {
      const row = await tx
        .selectFrom("organisation")
        .select("id")
        .where("kind", "=", organisation as "host")
        .executeTakeFirst();
      if (!row) throw new Error(`This base has no ${organisation} yet.`);
      const unitRow = unit
        ? await tx
            .selectFrom("unit")
            .select("id")
            .where("organisationId", "=", row.id)
            .where("name", "=", unit)
            .executeTakeFirst()
        : undefined;
      if (unit && !unitRow) throw new Error(`There is no unit "${unit}".`);
      return inviteInto(tx, ctx, row.id, { ...person, unitId: unitRow?.id });
    });
    console.log(`Invitation for ${person.name}: ${link}`);
  } catch (error) {
    if (error instanceof DomainError) {
      throw new Error(await sentenceOf(error), { cause: error });
    }
    throw error;
  }
}

/** Forgets the second step and its recovery codes; the person's password stays. Throws when nobody has the address. */
export async function resetTwoStep(ctx: Context, email: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const { rows } = await sql<{ id: string }>`
      update auth."user" set two_factor_enabled = false where email = ${email.toLowerCase()} returning id`.execute(tx);
    const personId = rows[0]?.id;
    if (!personId) throw new Error(`Nobody has the address ${email}.`);
    await sql`delete from auth.two_factor where user_id = ${personId}`.execute(tx);
    await audit(tx, ctx, { action: "two-step.reset", subjectType: "person", subjectId: personId });
  });
}

async function setDeactivated(ctx: Context, email: string, deactivated: boolean): Promise<void> {
  await ctx.transact(async (tx) => {
    const person = await tx
      .updateTable("person")
      .set({ deactivatedAt: deactivated ? ctx.now() : null })
      .where("email", "=", email.trim().toLowerCase())
      .returning("id")
      .executeTakeFirst();
    if (!person) throw new Error(`Nobody has the address ${email}.`);
    await audit(tx, ctx, {
      action: deactivated ? "person.deactivated" : "person.reactivated",
      subjectType: "person",
      subjectId: person.id,
    });
  });
  console.log(`${email} is ${deactivated ? "shut out" : "let in again"}.`);
}
