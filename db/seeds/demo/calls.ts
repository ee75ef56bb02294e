import { formDraft, openedCall } from "#contexts/applications/call-schema.ts";
import { moveCall } from "#contexts/applications/commands/move-call.ts";
import { openCall } from "#contexts/applications/commands/open-call.ts";
import { draftForm, publishForm } from "#contexts/applications/commands/revise-form.ts";
import type { Context, Platform } from "#platform/context.ts";
import { parse } from "#platform/parse.ts";
import { apply } from "./applications/applicants.ts";
import { demoStartup } from "./base.ts";
import { demoId, demoToday } from "./clock.ts";
import { demoNeedId } from "./needs.ts";
import { demoPersonIn } from "./people.ts";

/** Two open calls: the host's for batteries, and a joint one that is always open. */
export async function seedCalls(platform: Platform): Promise<void> {
  const atDemo = { ...platform, now: () => new Date(demoToday) };
  const host = demoPersonIn(atDemo, "host-manager");
  const cloud = demoPersonIn(atDemo, "cloud-manager");
  const joint = await open(host, jointCall);
  await moveCall(cloud, joint, { to: "published" });
  const battery = await open(host, batteryCall(joint));
  await beginDraft(platform, battery);
}

/** The founder of the start-up that is in the base has begun an application, and has not said everything yet. */
async function beginDraft(platform: Platform, callId: string): Promise<void> {
  const founder = demoPersonIn(platform, "founder", "2026-11-14T12:20:00Z");
  await apply(founder, callId, {
    firmName: demoStartup.name,
    isHandedIn: false,
    answers: {
      name: `${demoStartup.name} ${demoStartup.nameZh}`,
      website: "https://voltlens.example",
      oneLiner: "用手机拍一段充电过程，就能看出电池包哪一组电芯老得最快",
      solution: "车主在快充时用手机对准充电桩屏幕拍摄两分钟，伏镜从电流与电压的细小起伏中还原各电芯组的内阻差异……",
    },
  });
}

async function open(manager: Context, input: unknown): Promise<string> {
  const { id } = await openCall(manager, parse(openedCall, input));
  await draftForm(manager, id, parse(formDraft, { fields: shortForm }));
  await publishForm(manager, id);
  await moveCall(manager, id, { to: "published" });
  return id;
}

const jointCall = {
  slug: "open-door",
  isJoint: true,
  mode: "rolling",
  title: { en: "Open door: a place in the base", "zh-CN": "常年开放：入驻创新基地", de: "Offene Tür: ein Platz in der Basis" },
  teaser: {
    en: "Start-ups that link internet, IoT and the automobile get cloud, experts and a way to the car maker’s units.",
    "zh-CN": "连接互联网、物联网与汽车的初创企业，可获得云资源、专家支持以及对接整车企业业务部门的机会。",
    de: "Start-ups an der Schnittstelle von Internet, IoT und Auto erhalten Cloud, Fachleute und einen Weg zu den Einheiten des Gastgebers.",
  },
  description: {
    en: "Whoever is admitted gets a place in the base or works from where they are, cloud resources against a plan, hours with experts of both operators, and is introduced to the business units whose needs fit.\n\nThe application has two stages. The first takes an hour. Whoever we want to know better is asked for the second.",
    "zh-CN":
      "获批企业可入驻基地或远程参与，按计划使用云资源，预约双方专家，并对接需求匹配的业务部门。\n\n申请分两个阶段：第一阶段约一小时，我们希望深入了解的企业将受邀进入第二阶段。",
    de: "Wer angenommen wird, erhält einen Platz in der Basis oder arbeitet von zu Hause, Cloud-Ressourcen nach Plan, Stunden mit Fachleuten beider Betreiber und wird den Einheiten vorgestellt, deren Bedarf passt.\n\nDie Bewerbung hat zwei Stufen. Die erste dauert eine Stunde. Wen wir näher kennenlernen möchten, den bitten wir um die zweite.",
  },
  faq: [
    {
      question: {
        en: "Does it cost anything, or a share in the firm?",
        "zh-CN": "是否收费或要求股权？",
        de: "Kostet es Geld oder Anteile?",
      },
      answer: {
        en: "Neither. The base takes no equity.",
        "zh-CN": "都不需要，基地不占股。",
        de: "Beides nicht. Die Basis nimmt keine Anteile.",
      },
    },
    {
      question: { en: "May we write in Chinese?", "zh-CN": "可以用中文填写吗？", de: "Dürfen wir auf Deutsch schreiben?" },
      answer: {
        en: "Yes, in Chinese, English or German.",
        "zh-CN": "可以，中文、英文、德文均可。",
        de: "Ja, auf Chinesisch, Englisch oder Deutsch.",
      },
    },
  ],
  rules: [
    {
      id: demoId("rule-open-legal"),
      kind: "legalEntity",
      reason: {
        en: "Cloud contracts are made with registered firms only.",
        "zh-CN": "云服务合同仅与已注册企业签订。",
        de: "Cloud-Verträge schließen wir nur mit eingetragenen Firmen.",
      },
    },
  ],
  promisedDays: { screening: 10, review: 30, waitlist: 90 },
};

const batteryCall = (otherCallId: string) => ({
  slug: "battery-2027",
  mode: "window",
  opensAt: "2026-11-02T01:00:00Z",
  softDeadlineAt: "2027-01-15T15:59:00Z",
  hardDeadlineAt: "2027-01-22T15:59:00Z",
  title: { en: "Batteries that tell how they are", "zh-CN": "会“说话”的电池", de: "Batterien, die sagen, wie es ihnen geht" },
  teaser: {
    en: "Diagnosis, second life and safe return of traction batteries – with a pilot in one of our plants.",
    "zh-CN": "动力电池诊断、梯次利用与安全回收——在我们的工厂开展试点。",
    de: "Diagnose, zweites Leben und sichere Rücknahme von Traktionsbatterien – mit einem Piloten in einem unserer Werke.",
  },
  description: {
    en: "We look for solutions that read the state of health of a used pack in minutes, sort cells for a second life, or bring damaged packs back safely.\n\nThe best are invited to a pilot of at most four months, which we pay for. Success criteria and what follows if they are met are agreed before it starts.",
    "zh-CN":
      "我们寻找能在数分钟内读取退役电池健康状态、分选电芯用于梯次利用或安全运回受损电池包的方案。\n\n优胜者将受邀开展最长四个月的付费试点，成功标准及达标后的安排在开始前商定。",
    de: "Wir suchen Lösungen, die den Zustand eines gebrauchten Packs in Minuten lesen, Zellen für ein zweites Leben sortieren oder beschädigte Packs sicher zurückbringen.\n\nDie besten laden wir zu einem Piloten von höchstens vier Monaten ein, den wir bezahlen. Erfolgskriterien und was folgt, wenn sie erfüllt sind, stehen vorher fest.",
  },
  rules: [
    {
      id: demoId("rule-battery-age"),
      kind: "age",
      maximum: 8,
      reason: {
        en: "The programme pays for first orders of young firms.",
        "zh-CN": "本计划资助初创企业的首批订单。",
        de: "Das Programm bezahlt Erstaufträge junger Firmen.",
      },
      alternative: { kind: "call", callId: otherCallId },
    },
    {
      id: demoId("rule-battery-stage"),
      kind: "stage",
      stages: ["prototype", "seed", "series-a", "series-b"],
      reason: {
        en: "A pilot in a plant needs something that runs.",
        "zh-CN": "工厂试点需要可运行的产品。",
        de: "Ein Pilot im Werk braucht etwas, das läuft.",
      },
      alternative: { kind: "call", callId: otherCallId },
    },
    {
      id: demoId("rule-battery-ties"),
      kind: "statement",
      statement: {
        en: "Somebody of our firm is related to, employed by or invested in by a member of the jury.",
        "zh-CN": "我司有人与评审团成员存在亲属、雇佣或投资关系。",
        de: "Jemand aus unserer Firma ist mit einem Mitglied der Jury verwandt, bei ihm angestellt oder von ihm finanziert.",
      },
      expected: false,
      reason: {
        en: "The jury must be free; write to us and we see what can be done.",
        "zh-CN": "评审须保持独立，请先与我们联系。",
        de: "Die Jury muss frei sein; schreiben Sie uns, dann sehen wir weiter.",
      },
    },
  ],
  promisedDays: { screening: 7, review: 28, waitlist: 60 },
  needIds: [demoNeedId("battery-diagnostics")],
});

const text = (en: string, zh: string, de: string) => ({ en, "zh-CN": zh, de });

const shortForm = [
  {
    key: "name",
    kind: "text",
    stage: 1,
    isRequired: true,
    isIdentifying: true,
    profilePart: "name",
    label: text("Name of the firm", "企业名称", "Name der Firma"),
  },
  {
    key: "website",
    kind: "url",
    stage: 1,
    isIdentifying: true,
    profilePart: "website",
    label: text("Website", "网站", "Website"),
  },
  {
    key: "oneLiner",
    kind: "text",
    stage: 1,
    isRequired: true,
    profilePart: "oneLiner",
    label: text("What you do, in one sentence", "一句话介绍", "Was Sie tun, in einem Satz"),
  },
  {
    key: "solution",
    kind: "longText",
    stage: 1,
    isRequired: true,
    longest: 2000,
    label: text("Your solution, and what is new in it", "您的方案及创新之处", "Ihre Lösung und was daran neu ist"),
  },
  {
    key: "founders",
    kind: "text",
    stage: 1,
    isRequired: true,
    isIdentifying: true,
    longest: 300,
    label: text("Founders", "创始人", "Gründerinnen und Gründer"),
  },
  {
    key: "investors",
    kind: "text",
    stage: 1,
    isIdentifying: true,
    longest: 300,
    label: text("Investors and advisers", "投资方与顾问", "Geldgeber und Berater"),
  },
  {
    key: "plan",
    kind: "longText",
    stage: 2,
    isRequired: true,
    longest: 4000,
    label: text("Plan of a pilot", "试点计划", "Plan eines Piloten"),
  },
];
