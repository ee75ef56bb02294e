import { givenOrganisation, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import type { Context } from "#platform/context.ts";
import { json } from "#platform/db/database.ts";
import { newId } from "#platform/ids.ts";
import { openTestPlatform, type TestPlatform } from "#server/testing/test-platform.ts";
import { givenPilot } from "../testing.ts";
import { freshModel, type Model, startsOn, type Who } from "./model.ts";

/** The real pilot, with the people around it. */
export interface Real {
  platform: TestPlatform;
  people: Record<Who, Context>;
  pilotId: string;
  criterionIds: string[];
  version(): Promise<number>;
}

const platform = await openTestPlatform();
const db = platform.database.kysely;
const host = await givenOrganisation(platform, "host");
const unit = await givenUnit(platform, host, "Paint shop");
const other = await givenUnit(platform, host, "Press shop");
const cloud = await givenOrganisation(platform, "cloud_partner");
const zone = await givenOrganisation(platform, "zone");
const rival = await givenOrganisation(platform, "startup", "Rival");
const investor = await givenOrganisation(platform, "investor");

const atHost = (role: Parameters<typeof givenSeat>[1]["role"], unitId: string | null = null, name: string = role) =>
  givenSeat(platform, { role, organisationId: host, unitId, name });

const standing = {
  owner: await atHost("need_owner", unit, "owner"),
  secondOwner: await atHost("need_owner", unit, "secondOwner"),
  otherUnit: await atHost("need_owner", other, "otherUnit"),
  expert: await atHost("expert", unit),
  // Of another unit: reads the pilot for being its sponsor alone.
  sponsor: await atHost("expert", other, "sponsor"),
  scout: await atHost("scout"),
  manager: await atHost("base_manager"),
  administrator: await atHost("administrator"),
  steering: await atHost("steering_member"),
  rival: await givenSeat(platform, { role: "founder", organisationId: rival }),
  cloud: await givenSeat(platform, { role: "base_manager", organisationId: cloud }),
  zone: await givenSeat(platform, { role: "zone_reporter", organisationId: zone }),
  investor: await givenSeat(platform, { role: "investor", organisationId: investor }),
};

export const modelPlatform = platform;

/** A new pilot of a new firm for a new need, with a clean model beside it. */
export async function freshWorld(): Promise<{ model: Model; real: Real }> {
  platform.setNow("2026-03-02T09:00:00Z");
  const pilotId = await givenPilot(standing.owner, standing.scout, {
    sponsorPersonId: standing.sponsor.actor.personId!,
    startsOn,
  });
  const { companyId } = await db.selectFrom("pilot").select("companyId").where("id", "=", pilotId).executeTakeFirstOrThrow();
  const organisationId = await givenOrganisation(platform, "startup", "Lackblick");
  await db.updateTable("organisation").set({ companyId }).where("id", "=", organisationId).execute();
  const people = {
    ...standing,
    founder: await givenSeat(platform, { role: "founder", organisationId }),
    member: await givenSeat(platform, { role: "team_member", organisationId }),
  };
  const real: Real = { platform, people, pilotId, criterionIds: [], version: () => versionOf(pilotId) };
  await readCriteria(real);
  return { model: freshModel(), real };
}

const versionOf = async (pilotId: string): Promise<number> =>
  (await db.selectFrom("pilot").select("version").where("id", "=", pilotId).executeTakeFirstOrThrow()).version;

export async function readCriteria(real: Real): Promise<void> {
  const rows = await db
    .selectFrom("pilotCriterion")
    .select("id")
    .where("pilotId", "=", real.pilotId)
    .orderBy("position")
    .execute();
  real.criterionIds = rows.map(({ id }) => id);
}

/** The agreement both sides signed, without its document. */
export async function signAgreement({ pilotId }: Real): Promise<void> {
  const pilot = await db
    .selectFrom("pilot")
    .select(["ownerOrgId", "partyOrgIds", "createdBy"])
    .where("id", "=", pilotId)
    .executeTakeFirstOrThrow();
  const { ownerOrgId, partyOrgIds, createdBy } = pilot;
  const fileId = newId();
  const at = platform.now();
  await db
    .insertInto("pilotFile")
    .values({
      id: fileId,
      pilotId,
      readerOrgIds: partyOrgIds,
      storageKey: fileId,
      name: "agreement.pdf",
      mediaType: "application/pdf",
      sizeBytes: 1,
      sha256: "a",
      purpose: "agreement",
      uploadedAt: at,
    })
    .execute();
  const document = { values: json({}), texts: json({}), basis: json({}), changes: json({}), fileId, sha256: "a" };
  const dates = { createdAt: at, sentAt: at, signedAt: at };
  await db
    .insertInto("agreement")
    .values({
      id: newId(),
      pilotId,
      ownerOrgId,
      partyOrgIds,
      kind: "pilotAgreement",
      version: 1,
      state: "signed",
      ...document,
      ...dates,
      createdBy,
    })
    .execute();
}
