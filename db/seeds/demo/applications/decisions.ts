import { addComment } from "#contexts/applications/commands/comments.ts";
import { clearConflict } from "#contexts/applications/commands/conflicts.ts";
import { proposeDecision } from "#contexts/applications/commands/decide-application.ts";
import { followDecision } from "#contexts/applications/commands/follow-decision.ts";
import { askForSecondStage } from "#contexts/applications/commands/run-application.ts";
import { submitApplication } from "#contexts/applications/commands/submit-application.ts";
import { writeAnswers } from "#contexts/applications/commands/write-answers.ts";
import { decisionInput } from "#contexts/applications/decision-schema.ts";
import { answersInput } from "#contexts/applications/own-schema.ts";
import type { Platform } from "#platform/context.ts";
import { parse } from "#platform/parse.ts";
import { demoSystem } from "../clock.ts";
import { demoPersonId, demoPersonIn } from "../people.ts";
import { applicantIn, demoFirms } from "./applicants.ts";

const on = (day: string): string => `2026-${day}T03:00:00Z`;

/** A manager finds that one tie is none, before anybody is assigned. */
export async function clearOneConflict(platform: Platform, ids: Map<string, string>): Promise<void> {
  const applicationId = ids.get("xialu")!;
  const tie = await demoSystem(platform).transact((tx) =>
    tx
      .selectFrom("applicationConflict")
      .select("id")
      .where("applicationId", "=", applicationId)
      .where("personId", "=", demoPersonId("reviewer-plant"))
      .executeTakeFirstOrThrow(),
  );
  await clearConflict(demoPersonIn(platform, "host-manager", on("11-02")), applicationId, tie.id, {
    reason: "Sat on a public standards committee with them; no contract, no fee.",
  });
}

const asked = ["ferrumeye", "sealwright", "yunqiao"];
const plan =
  "第一周：在贵方专有区域部署，接入一款车型的座舱芯片。第二至六周：完成移植与离线指令评测，目标首字时延300毫秒以内。第七至十四周：二十位上海用户日常使用，记录离线请求占比与打断次数。第十五、十六周：评估与交接。\n\n成功标准：离线指令识别率不低于95%；用户打断次数比现有助手减少三分之一。达标后进入一款量产车型的采购流程。";

/** Three firms are asked for the plan of a pilot; one has sent it, two have until the end of the month. */
export async function askForPlans(platform: Platform, ids: Map<string, string>): Promise<void> {
  for (const key of asked)
    await askForSecondStage(demoPersonIn(platform, "cloud-manager", on("11-11")), ids.get(key)!, {
      reason: "The readers want to hear more. Please send the plan of a pilot in one hall or one model.",
      until: "2026-11-27",
    });
  const firm = demoFirms.find(({ key }) => key === "yunqiao")!;
  const founder = applicantIn(platform, firm, on("11-15"));
  const milestones = [
    { goal: "部署与移植", week: 6 },
    { goal: "二十位用户试用", week: 14 },
    { goal: "评估与交接", week: 16 },
  ];
  const answers = { plan, milestones };
  const written = Object.entries(answers).map(([key, value]) => ({ key, value, version: 0 }));
  await writeAnswers(founder, ids.get(firm.key)!, parse(answersInput, { answers: written }).answers);
  await submitApplication(founder, ids.get(firm.key)!);
}

const declined = [
  {
    firm: "fluxnote",
    reasons: ["too_early"],
    letter:
      "Dear Casey,\n\nthank you for applying. We decline for now: Fluxnote has no product and no customer yet, and this call pays for pilots of at most four months. The open door stays open: apply there as soon as one team uses your notebook every week.",
    next: [
      { kind: "call", ref: "open-door", on: null },
      { kind: "reapply", ref: null, on: "2027-05-01" },
    ],
    recheck: { kind: "date", on: "2027-05-01" },
  },
  {
    firm: "xingmu",
    reasons: ["no_fit"],
    letter:
      "关沐您好：\n\n感谢您的申请。本轮我们婉拒：互动剧与本次征集的四个赛道关系较弱，而内容平台不需要我们能提供的数据与工厂场景。若您将同步充电进度的能力做成接口，请通过常年开放通道联系我们；我们也安排了一次专家交流。",
    next: [{ kind: "expertHour", ref: null, on: null }],
    recheck: { kind: "new_need", on: null },
  },
] as const;

/** Two that did not pass the screening are declined by both operators. */
export async function declineTwo(platform: Platform, ids: Map<string, string>): Promise<void> {
  for (const { firm, reasons, letter, next, recheck } of declined) {
    const letterLang = firm === "xingmu" ? "zh-CN" : "en";
    const decision = parse(decisionInput, {
      outcome: "declined",
      reasonCodes: [...reasons],
      note: "Agreed after screening.",
      letter,
      letterLang,
      nextSteps: [...next],
      recheck,
    });
    await proposeDecision(demoPersonIn(platform, "host-manager", on("11-02")), ids.get(firm)!, decision);
    await proposeDecision(demoPersonIn(platform, "cloud-manager", on("11-02")), ids.get(firm)!, decision);
    await followDecision({ ...platform, now: () => new Date(on("11-02")) }, ids.get(firm)!);
  }
}

/** Over one the other operator has still to be heard, over one the two disagree. */
export async function proposeTwo(platform: Platform, ids: Map<string, string>): Promise<void> {
  const host = (day: string) => demoPersonIn(platform, "host-manager", on(day));
  const cloud = (day: string) => demoPersonIn(platform, "cloud-manager", on(day));
  const wish = (outcome: string, letter: string, letterLang: string, reasonCodes: string[] = []) =>
    parse(decisionInput, { outcome, reasonCodes, note: "", letter, letterLang, nextSteps: [], recheck: null });
  await proposeDecision(
    host("11-14"),
    ids.get("yanluhu")!,
    wish("accepted", "麓明您好：\n\n我们很高兴录取砚麓湖。数据团队将在两周内联系您，商定首个跨域查询场景。", "zh-CN"),
  );
  const klang = ids.get("murmelklang")!;
  const later = "Sehr geehrte Frau Hartwig,\n\nIhre Bewerbung bleibt bis Januar auf unserer Warteliste.";
  await proposeDecision(host("11-13"), klang, wish("waitlisted", later, "de"));
  const no = "Sehr geehrte Frau Hartwig,\n\nwir sagen für diesmal ab: Ein Nutzen der Cloud ist nicht zu erkennen.";
  await proposeDecision(cloud("11-14"), klang, wish("declined", no, "de", ["no_fit"]));
}

const talk = [
  {
    firm: "yanluhu",
    by: "cloud-manager",
    text: "If the data stay in our dedicated region I can offer the storage for the pilot.",
  },
  {
    firm: "yanluhu",
    by: "host-manager",
    text: "质量部门愿意提供三个月的工单数据做评测集。请大家在周五前补充意见。",
  },
  {
    firm: "murmelklang",
    by: "host-manager",
    text: "The seat supplier would pay half. I would keep them waiting rather than send them away.",
  },
  {
    firm: "murmelklang",
    by: "cloud-manager",
    text: "There is nothing for us in it; but I will not stand in the way of the host.",
  },
  { firm: "ferrumeye", by: "host-manager", text: "Shenyang can give one cell in February. Aluminium first, or not at all." },
];

/** What the managers say to each other and to the reviewers. */
export async function discuss(platform: Platform, phaseId: string, ids: Map<string, string>): Promise<void> {
  for (const [at, { firm, by, text }] of talk.entries())
    await addComment(demoPersonIn(platform, by, on(`11-${13 + Math.floor(at / 2)}`)), ids.get(firm)!, { phaseId, text });
}
