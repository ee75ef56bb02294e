import { addPerson, type DemoPurpose, giveSeat, type Role } from "#contexts/identity/index.ts";
import { type Context, contextFor, type Platform, visitor } from "#platform/context.ts";
import { demoReviewers } from "./applications/reviewers.ts";
import { demoOrganisationId, demoStartup, demoUnitId } from "./base.ts";
import { demoId, demoSystem, demoToday } from "./clock.ts";

interface DemoSeat {
  role: Role;
  organisationId: string;
  unitId?: string;
  title: string;
}

export interface DemoPerson {
  key: string;
  purpose: DemoPurpose | null;
  name: string;
  locale: "en" | "zh-CN" | "de" | "ru";
  mail: string;
  seats: DemoSeat[];
}

const host = demoOrganisationId("host");
const cloud = demoOrganisationId("cloud_partner");
const zone = demoOrganisationId("zone");

const kindOf = new Map([
  [host, "host"],
  [cloud, "cloud_partner"],
  [zone, "zone"],
]);

// Every name is invented. The first ten sign in with one click; the others own the needs of their units or review.
const people: DemoPerson[] = [
  {
    key: "scout",
    purpose: "scout",
    name: "林悦 Lin Yue",
    locale: "zh-CN",
    mail: "lin.yue@host.example",
    seats: [{ role: "scout", organisationId: host, title: "Technology scout" }],
  },
  {
    key: "need-owner",
    purpose: "need_owner",
    name: "Katharina Vogt",
    locale: "de",
    mail: "katharina.vogt@host.example",
    seats: [{ role: "need_owner", organisationId: host, unitId: demoUnitId("shenyang"), title: "Leiterin Batteriediagnostik" }],
  },
  {
    key: "cloud-steward",
    purpose: "cloud_steward",
    name: "陈博 Chen Bo",
    locale: "zh-CN",
    mail: "chen.bo@cloud.example",
    seats: [{ role: "cloud_steward", organisationId: cloud, title: "Start-up solution architect" }],
  },
  {
    key: "host-manager",
    purpose: "host_manager",
    name: "周敏 Zhou Min",
    locale: "zh-CN",
    mail: "zhou.min@host.example",
    seats: [{ role: "base_manager", organisationId: host, title: "Base manager" }],
  },
  {
    key: "cloud-manager",
    purpose: "cloud_manager",
    name: "高睿 Gao Rui",
    locale: "en",
    mail: "gao.rui@cloud.example",
    seats: [
      { role: "base_manager", organisationId: cloud, title: "Base manager" },
      { role: "administrator", organisationId: cloud, title: "Administrator" },
    ],
  },
  {
    key: "steering-member",
    purpose: "steering_member",
    name: "Stefan Albrecht",
    locale: "de",
    mail: "stefan.albrecht@host.example",
    seats: [{ role: "steering_member", organisationId: host, title: "Lenkungskreis" }],
  },
  {
    key: "zone-reporter",
    purpose: "zone_reporter",
    name: "徐静 Xu Jing",
    locale: "zh-CN",
    mail: "xu.jing@zone.example",
    seats: [{ role: "zone_reporter", organisationId: zone, title: "Enterprise service department" }],
  },
  {
    key: "expert",
    purpose: "expert",
    name: "Ирина Соколова",
    locale: "ru",
    mail: "irina.sokolova@host.example",
    seats: [
      { role: "expert", organisationId: host, unitId: demoUnitId("beijing"), title: "Perception and sensor fusion" },
      { role: "reviewer", organisationId: host, title: "Review panel" },
    ],
  },
  {
    key: "founder",
    purpose: "founder",
    name: "唐亦涵 Tang Yihan",
    locale: "zh-CN",
    mail: "tang.yihan@voltlens.example",
    seats: [{ role: "founder", organisationId: demoStartup.id, title: "Founder and CEO" }],
  },
  {
    key: "administrator",
    purpose: "administrator",
    name: "Martin Kessler",
    locale: "en",
    mail: "martin.kessler@host.example",
    seats: [{ role: "administrator", organisationId: host, title: "Administrator" }],
  },
  {
    key: "owner-beijing",
    purpose: null,
    name: "何嘉 He Jia",
    locale: "zh-CN",
    mail: "he.jia@host.example",
    seats: [{ role: "need_owner", organisationId: host, unitId: demoUnitId("beijing"), title: "Automated driving" }],
  },
  {
    key: "owner-shanghai",
    purpose: null,
    name: "Priya Raman",
    locale: "en",
    mail: "priya.raman@host.example",
    seats: [{ role: "need_owner", organisationId: host, unitId: demoUnitId("shanghai"), title: "Connected services" }],
  },
  {
    key: "owner-lingyue",
    purpose: null,
    name: "沈岚 Shen Lan",
    locale: "zh-CN",
    mail: "shen.lan@host.example",
    seats: [{ role: "need_owner", organisationId: host, unitId: demoUnitId("lingyue"), title: "Digital customer platforms" }],
  },
  {
    key: "owner-archermind",
    purpose: null,
    name: "Oleg Baranow",
    locale: "en",
    mail: "oleg.baranow@host.example",
    seats: [{ role: "need_owner", organisationId: host, unitId: demoUnitId("archermind"), title: "In-car software" }],
  },
  ...demoReviewers,
];

export const demoPersonId = (key: string): string => demoId(`person/${key}`);
export const demoSeatId = (key: string, role: Role): string => demoId(`seat/${key}/${role}`);

/** Gives the demo base its people: those who sign in with one click, the need owners of the other units and the reviewers. */
export async function seedPeople(platform: Platform): Promise<void> {
  const ctx = demoSystem(platform, "2025-09-01T01:00:00Z");
  await ctx.transact(async (tx) => {
    for (const { key, purpose, name, locale, mail, seats } of people) {
      const personId = await addPerson(tx, ctx, { id: demoPersonId(key), name, email: mail, locale, demoPurpose: purpose });
      for (const [at, seat] of seats.entries()) {
        // The first seat is the oldest, in which the person signs in.
        const later = demoSystem(platform, `2025-09-01T01:00:0${at}Z`);
        await giveSeat(tx, later, { ...seat, id: demoSeatId(key, seat.role), personId });
      }
    }
  });
}

/** What the person does in their first seat, at an instant of the demo world. */
export function demoPersonIn(platform: Platform, key: string, instant: string = demoToday): Context {
  const { name, seats } = people.find((person) => person.key === key)!;
  const { role, organisationId, unitId = null } = seats[0]!;
  const actor = {
    ...visitor,
    kind: "person" as const,
    personId: demoPersonId(key),
    personName: name,
    seatId: demoSeatId(key, role),
    role,
    organisationId,
    organisationKind: kindOf.get(organisationId) ?? "startup",
    unitId,
  };
  return contextFor({ ...platform, now: () => new Date(instant) }, actor, { requestId: "demo-seed" });
}
