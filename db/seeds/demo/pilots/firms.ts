import { createCompany } from "#contexts/companies/commands/edit-company.ts";
import { addPerson, foundOrganisation, giveSeat } from "#contexts/identity/index.ts";
import { type Context, contextFor, type Platform, visitor } from "#platform/context.ts";
import { demoStartup } from "../base.ts";
import { demoId, demoSystem } from "../clock.ts";
import { demoCompanyIds } from "../companies.ts";
import { demoPersonIn } from "../people.ts";

interface PilotFirm {
  key: string;
  /** Its record in the universe. */
  company: string;
  name: string;
  founder: string;
  locale: "en" | "zh-CN" | "de";
}

// Invented, like the companies themselves.
const firms: PilotFirm[] = [
  { key: "deltaferry", company: "demo-a-043", name: "Deltaferry", founder: "Maaike Terpstra", locale: "en" },
  { key: "claimthistle", company: "demo-c-147", name: "Claimthistle", founder: "Isla Drummond", locale: "en" },
  { key: "faheng", company: "demo-b-089", name: "Faheng Ledger", founder: "顾砚清 Gu Yanqing", locale: "zh-CN" },
  { key: "pixelzange", company: "demo-a-142", name: "Pixelzange", founder: "Jonas Weidlich", locale: "de" },
  { key: "amperoo", company: "demo-b-034", name: "Amperoo Depots", founder: "Tess Callaway", locale: "en" },
  { key: "plugwren", company: "demo-b-031", name: "Plugwren", founder: "Ciarán Mulhall", locale: "en" },
  { key: "jima", company: "demo-c-036", name: "Jima", founder: "纪明澜 Ji Minglan", locale: "zh-CN" },
];

const joinedAt = "2026-01-26T02:00:00Z";

export type FirmIds = Map<string, string>;

/** The start-ups that are piloted join the base, and the one whose founder signs in gets its record; company ids by the firm's key. */
export async function seedPilotFirms(platform: Platform): Promise<FirmIds> {
  const known = await demoCompanyIds(platform);
  const ids: FirmIds = new Map([
    ["voltlens", await recordVoltlens(platform)],
    // Not in the base: its pilot is only proposed.
    ["xialu", known.get("demo-c-061")!],
  ]);
  const ctx = demoSystem(platform, joinedAt);
  await ctx.transact(async (tx) => {
    for (const { key, company, name, founder, locale } of firms) {
      const companyId = known.get(company)!;
      ids.set(key, companyId);
      const organisationId = await foundOrganisation(tx, ctx, { id: orgId(key), kind: "startup", name, companyId });
      const email = `founder@${key}.example`;
      const personId = await addPerson(tx, ctx, { id: founderId(key), name: founder, email, locale });
      await giveSeat(tx, ctx, { id: seatId(key), personId, organisationId, role: "founder", title: "Founder" });
    }
  });
  return ids;
}

async function recordVoltlens(platform: Platform): Promise<string> {
  const { id } = await createCompany(demoPersonIn(platform, "scout", joinedAt), {
    name: demoStartup.name,
    otherNames: [demoStartup.nameZh],
    lang: "zh",
    oneLiner: "用手机拍一段充电过程，就能看出电池包哪一组电芯老得最快",
    description:
      "伏镜从快充时电流与电压的细小起伏中还原各电芯组的内阻差异，不拆包、不加传感器，两分钟给出老化排序。已在三个网约车车队试用，与台架结果平均相差百分之二点六。",
    website: "https://voltlens.example",
    country: "CN",
    city: "Shanghai",
    foundedYear: 2024,
    teamSize: 14,
    stage: "seed",
    field: "electrification",
    topics: ["battery-management"],
  });
  await demoSystem(platform, joinedAt).transact((tx) =>
    tx.updateTable("organisation").set({ companyId: id }).where("id", "=", demoStartup.id).execute(),
  );
  return id;
}

const orgId = (key: string): string => demoId(`organisation/${key}`);
const founderId = (key: string): string => demoId(`person/founder/${key}`);
const seatId = (key: string): string => demoId(`seat/founder/${key}`);

/** What the founder of a piloted firm does at an instant of the demo world. */
export function pilotFounderIn(platform: Platform, key: string, instant: string): Context {
  if (key === "voltlens") return demoPersonIn(platform, "founder", instant);
  const { founder, locale } = firms.find((firm) => firm.key === key)!;
  const actor = {
    ...visitor,
    kind: "person" as const,
    personId: founderId(key),
    personName: founder,
    seatId: seatId(key),
    role: "founder" as const,
    organisationId: orgId(key),
    organisationKind: "startup" as const,
  };
  return contextFor({ ...platform, now: () => new Date(instant) }, actor, { requestId: "demo-seed", locale });
}
