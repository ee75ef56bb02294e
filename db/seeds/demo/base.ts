import { addUnitRow, foundBase, foundOrganisation } from "#contexts/identity/index.ts";
import type { Platform } from "#platform/context.ts";
import { jinqiaoPreset } from "../presets/jinqiao.ts";
import { demoId, demoSystem } from "./clock.ts";

/** The invented start-up whose founder signs in. */
export const demoStartup = { id: demoId("organisation/startup"), name: "Voltlens", nameZh: "伏镜科技" };

export const demoOrganisationId = (kind: "host" | "cloud_partner" | "zone"): string => demoId(`organisation/${kind}`);
export const demoUnitId = (key: (typeof jinqiaoPreset.hostUnits)[number]["key"]): string => demoId(`unit/${key}`);

/** Founds the demo base with its organisations and the host's units. */
export async function seedBase(platform: Platform): Promise<void> {
  const ctx = demoSystem(platform, "2021-05-20T02:00:00Z");
  await ctx.transact(async (tx) => {
    const { slug, name, names, timeZone, currency, openedOn } = jinqiaoPreset;
    await foundBase(tx, ctx, { id: demoId("base"), slug, name, names, timeZone, currency, openedOn, mode: "demo" });
    for (const organisation of jinqiaoPreset.organisations) {
      await foundOrganisation(tx, ctx, { ...organisation, id: demoOrganisationId(organisation.kind) });
    }
    const { id, name: startupName, nameZh } = demoStartup;
    await foundOrganisation(tx, ctx, {
      id,
      kind: "startup",
      name: startupName,
      names: { "zh-CN": nameZh },
      mailDomain: "voltlens.example",
    });
    for (const { key, ...unit } of jinqiaoPreset.hostUnits) {
      await addUnitRow(tx, ctx, { ...unit, id: demoUnitId(key), organisationId: demoOrganisationId("host") });
    }
  });
}
