import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { decideGate } from "./commands/decide-gate.ts";
import { draftOrder } from "./commands/orders.ts";
import { openMoneyWorld, twoHalves } from "./money/testing.ts";
import { pilotRowIn } from "./queries/pilot-row.ts";

const platform = await openTestPlatform();
const db = platform.database.kysely;
const { owner, sponsor, approver, givenOfferedPilot, move } = await openMoneyWorld(platform);

test("an order cancelled while a go is said is missing at the gate: nothing is ordered without an order", async () => {
  const { pilotId } = await givenOfferedPilot();
  const { id } = await draftOrder(sponsor, pilotId, twoHalves);
  await move(sponsor, id, "requested");
  await move(approver, id, "approved");
  await db.updateTable("pilot").set({ state: "contracting" }).where("id", "=", pilotId).execute();
  const { version } = await owner.transact((tx) => pilotRowIn(tx, owner, pilotId));
  const go = await db.transaction().execute(async (tx) => {
    await tx.withSchema("app").selectFrom("pilot").select("id").where("id", "=", pilotId).forUpdate().execute();
    const said = decideGate(owner, pilotId, { verdict: "go", told: "", note: "", version }).catch((error) => error);
    await setTimeout(300);
    await tx.withSchema("app").updateTable("purchaseOrder").set({ state: "cancelled" }).where("id", "=", id).execute();
    return { said };
  });
  expect(await go.said).toMatchObject({ fields: { purchaseOrder: "pilots.missing.purchaseOrder" } });
});
