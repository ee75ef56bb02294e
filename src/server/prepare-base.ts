import { authSecret, listDemoPeople, openSetUp, publicUrl } from "#contexts/identity/index.ts";
import { loadDemoBase } from "#db/seeds/demo/index.ts";
import { contextFor, type Platform, system } from "#platform/context.ts";
import { alone } from "#platform/db/alone.ts";
import { json } from "#platform/db/database.ts";
import { translator } from "#platform/i18n/translate.ts";

export interface PreparedBase {
  timeZone: string;
  /** Lines printed below the address: demo sign-ins or where the wizard waits. */
  greeting: string;
}

const timeZoneBeforeFounding = "Asia/Shanghai";

/**
 * Makes a fresh database usable: loads the demo base, or with --empty opens the first-run wizard. A wizard once opened
 * stays open over restarts until the base is founded, and a database that holds anything already is never filled with the
 * demo, so a plain start cannot turn a real base's data into a demo. A second process waits until the first one is done.
 */
export function prepareBase(platform: Platform, choice: { empty: boolean }): Promise<PreparedBase> {
  authSecret(platform.config);
  return alone(platform.database, () => prepare(platform, choice));
}

async function prepare(platform: Platform, { empty }: { empty: boolean }): Promise<PreparedBase> {
  const { kysely } = platform.database;
  let base = await kysely.selectFrom("base").selectAll().executeTakeFirst();
  if (!base) {
    const isWizardOpen = await kysely.selectFrom("baseSetup").select("createdAt").executeTakeFirst();
    if (empty || isWizardOpen) return { timeZone: timeZoneBeforeFounding, greeting: await wizardGreeting(platform) };
    await demandNothingYet(platform);
    await loadDemoBase(platform);
    await kysely
      .updateTable("base")
      .set({ settings: json({ isDemoLoaded: true }) })
      .execute();
    base = await kysely.selectFrom("base").selectAll().executeTakeFirstOrThrow();
  }
  demandWholeDemo(platform, base);
  return { timeZone: base.timeZone, greeting: base.mode === "demo" ? await demoGreeting(platform) : "" };
}

async function demandNothingYet({ config, database }: Platform): Promise<void> {
  const company = await database.kysely.selectFrom("company").select("id").limit(1).executeTakeFirst();
  const organisation = await database.kysely.selectFrom("organisation").select("id").limit(1).executeTakeFirst();
  if (!company && !organisation) return;
  const place = config.DATABASE_URL ? "The database" : `The database in ${config.DATA_DIR}`;
  const elsewhere = config.DATABASE_URL ? "another DATABASE_URL" : "another DATA_DIR";
  throw new Error(
    `${place} holds companies but no base, so the demo base is not loaded into it. ` +
      `Found a base around them with "npm start -- --empty", or look at the demo with ${elsewhere}.`,
  );
}

/** The demo world takes many transactions; a process killed among them leaves half of it, which nobody should look around in. */
function demandWholeDemo({ config }: Platform, { mode, settings }: { mode: string; settings: unknown }): void {
  if (mode !== "demo" || (settings as { isDemoLoaded?: boolean }).isDemoLoaded) return;
  const remedy = config.DATABASE_URL ? "Empty the database" : `Delete ${config.DATA_DIR}`;
  throw new Error(`The demo base was loaded only in part, because its first start was interrupted. ${remedy} and start again.`);
}

async function wizardGreeting(platform: Platform): Promise<string> {
  const code = await openSetUp(contextFor(platform, system));
  return `This base is empty. Found it at ${publicUrl(platform)}/welcome\nwith the one-time set-up code  ${code}\n`;
}

async function demoGreeting(platform: Platform): Promise<string> {
  const t = await translator("en");
  const people = await listDemoPeople(contextFor(platform, system));
  const lines = people.map(
    ({ name, role, purpose }) =>
      `  ${name} – ${role ? t(`identity.roles.${role}`) : t("identity.demo.applies")}: ${t(`identity.demo.purposes.${purpose}`)}`,
  );
  return `Demo base: sign in with one click at ${publicUrl(platform)}/sign-in as\n${lines.join("\n")}\n`;
}
