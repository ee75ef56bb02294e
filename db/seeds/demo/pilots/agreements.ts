import type { AskedValues } from "#contexts/pilots/agreement/fields.ts";
import { publishTemplate, startTemplate } from "#contexts/pilots/commands/agreement-templates.ts";
import { draftAgreement, sendAgreement } from "#contexts/pilots/commands/agreements.ts";
import { signAs } from "#contexts/pilots/commands/sign-agreement.ts";
import type { Context, Platform } from "#platform/context.ts";
import { demoSystem } from "../clock.ts";
import { demoPersonIn } from "../people.ts";
import { decider, founder, type Life, on } from "./life.ts";

/** The host's templates, published from the starter texts before the first pilot. */
export async function seedTemplates(platform: Platform): Promise<void> {
  const manager = demoPersonIn(platform, "host-manager", on("01-20"));
  for (const kind of ["nda", "pilotAgreement", "dataTerms", "amendment"] as const) {
    const { id } = await startTemplate(manager, { kind });
    await publishTemplate(manager, id);
  }
}

const both = (en: string, zh: string) => ({ en, "zh-CN": zh });

/** What a pilot agreement asks for beside what the pilot knows. */
const asked = (amount: string): AskedValues => ({
  "host.address": both("1 Jinqiao Road, Shanghai", "上海市金桥路1号"),
  "startup.address": both("Innovation base, Shanghai", "上海创新基地"),
  "startup.registration": { any: "91310115MA1K0DEMO0" },
  amount: { any: amount },
  "payment.days": { any: "30" },
  "law.name": both("the People’s Republic of China", "中华人民共和国"),
  "law.court": both("Shanghai", "上海"),
});

interface Document {
  id: string;
  sha256: string;
}

/** The pilot agreement, sent and signed by the host. */
export async function offerAgreement(life: Life, day: string, amount: string): Promise<Document> {
  const { pilotId, platform } = life;
  const { id } = await draftAgreement(decider(life, day), pilotId, {
    kind: "pilotAgreement",
    values: asked(amount),
    changes: {},
  });
  const { sha256 } = await demoSystem(platform).transact((tx) =>
    tx.selectFrom("agreement").select("sha256").where("id", "=", id).executeTakeFirstOrThrow(),
  );
  const document = { id, sha256: sha256! };
  await sendAgreement(decider(life, day), { pilotId, agreementId: id }, document);
  await sign(life, decider(life, day), document);
  return document;
}

/** The pilot agreement, signed by both sides on the day. */
export async function agree(life: Life, day: string, amount = "500000 CNY"): Promise<void> {
  const document = await offerAgreement(life, day, amount);
  await sign(life, founder(life, day), document);
}

async function sign({ pilotId }: Life, ctx: Context, { id: agreementId, sha256 }: Document): Promise<void> {
  const name = ctx.actor.personName ?? "";
  const title = ctx.actor.role === "founder" ? "Founder" : "Problem owner";
  await signAs(ctx, { pilotId, agreementId }, { sha256, name, title }, { proof: null, userAgent: "" });
}
