import { permitReference, recordAdoption, reverseAdoption, writeLesson } from "#contexts/pilots/commands/close-pilot.ts";
import type { Platform } from "#platform/context.ts";
import { yuan } from "../needs/need-seed.ts";
import { agree } from "./agreements.ts";
import type { FirmIds } from "./firms.ts";
import { criterion, decide, decider, founder, type Life, offer, propose } from "./life.ts";
import { confirm, deliver, invoice, order, send } from "./money.ts";
import { judge, measure, pulse, risks, talk } from "./running.ts";
import { provide } from "./supplier.ts";

/** Adopted: the first pilot of the base, with its follow-up orders in the ledger. */
export async function seedAdopted(platform: Platform, firms: FirmIds): Promise<void> {
  const life = await propose(platform, firms, {
    need: "update-over-air",
    owner: "owner-shanghai",
    firm: "deltaferry",
    proposedOn: "01-28",
    input: {
      title: "Delta updates for the head unit on weak networks",
      scope:
        "Deltaferry's patch engine runs beside the present update chain for 400 test and company cars in Heilongjiang and Yunnan. Two releases are sent both ways and compared.",
      lang: "en",
      budgetMinor: yuan(560_000),
      budgetLine: "CC-4410 Connected services, 2026",
      startsOn: "2026-03-23",
      endsOn: "2026-07-10",
      decisionOn: "2026-07-17",
      nextOrder: "Licence for the update chain of one model line, 100,000 cars, from Q4 2026",
      seriesContact: "Update platform, release train 2027/1",
      consequenceWithinDays: 45,
      note: "Keep the in-house patch tool as plan B until the first release is out.",
      criteria: [
        criterion("Bytes transferred per update", "% of full image", 100, 50, "Back-end counters of both releases, all cars"),
        criterion("Updates finished at the first attempt", "%", 83, 95, "Update log of the cars", { measuredBy: "host" }),
        criterion("Time to apply on the head unit", "min", 22, 20, "Median over all cars"),
      ],
    },
  });
  await decide(life, "02-02", { told: "Scope and cars are clear." });
  await offer(life, "02-03");
  await provide(life, "02-03");
  await decide(life, "02-12", { told: "Criteria and what follows are agreed." });
  await agree(life, "03-05");
  const placed = await order(life, "03-06", [
    { title: "Integration", deliverable: "Patch engine in the test chain", dueOn: "2026-04-10", amountMinor: yuan(180_000) },
    { title: "First release", deliverable: "400 cars updated both ways", dueOn: "2026-05-29", amountMinor: yuan(200_000) },
    { title: "Second release and report", deliverable: "Comparison of both", dueOn: "2026-07-10", amountMinor: yuan(160_000) },
  ]);
  await decide(life, "03-10");
  await send(placed, "03-11");
  await confirm(placed, "03-13");
  await decide(life, "03-23", { told: "We start today." });
  await runAdopted(life);
  await deliver(placed, 0, ["04-09", "04-14"]);
  await invoice(placed, 0, { number: "DF-2026-031", sent: "04-15", approved: "04-20", paid: "05-12" });
  await deliver(placed, 1, ["05-28", "06-03"]);
  await invoice(placed, 1, { number: "DF-2026-044", sent: "06-04", approved: "06-09", paid: "07-02" });
  await deliver(placed, 2, ["07-09", "07-13"]);
  await invoice(placed, 2, { number: "DF-2026-058", sent: "07-14", approved: "07-20", paid: "08-11" });
  await closeAdopted(life);
}

async function runAdopted(life: Life): Promise<void> {
  await measure(life, [
    [
      ["04-24", 58],
      ["05-29", 44],
      ["06-26", 39, "Second release, all 400 cars"],
    ],
    [
      ["04-24", 91],
      ["05-29", 95],
      ["06-26", 97.5],
    ],
    [
      ["05-29", 21],
      ["06-26", 18],
    ],
  ]);
  await pulse(life, [
    ["04-27", "host", "mixed", "Integration took a week longer."],
    ["06-01", "startup", "good"],
    ["06-29", "host", "good"],
  ]);
  await risks(life, [
    [
      "04-01",
      "startup",
      "Old head units run out of memory while patching",
      2,
      3,
      "Patch in blocks of 64 MB; tested on the oldest unit.",
    ],
  ]);
  await talk(life, [
    [
      "04-20",
      "startup",
      "Cars with less than 1 GB free now patch in blocks. Could you add ten of the oldest units to the group?",
    ],
    ["04-21", "host", "Done, they are in the group since this morning."],
  ]);
}

async function closeAdopted(life: Life): Promise<void> {
  await judge(life, "07-15", [["met"], ["met"], ["met"]]);
  await decide(life, "07-15", { told: "All three criteria are met. Thank you for a very clean pilot." });
  const owner = (day: string) => decider(life, day);
  const row = { currency: "CNY" as const, realisedMinor: 0, plannedMinor: 0, note: "" };
  await recordAdoption(owner("07-28"), life.pilotId, {
    ...row,
    kind: "followUpOrder",
    title: "Licence for one model line",
    plannedMinor: yuan(1_900_000),
    realisedMinor: yuan(1_900_000),
    happenedOn: "2026-07-28",
  });
  await decide(life, "07-30", { told: "The module becomes part of the update chain." });
  await recordAdoption(owner("09-08"), life.pilotId, {
    ...row,
    kind: "seriesProject",
    title: "Release train 2027/1, all model lines",
    plannedMinor: yuan(6_400_000),
    happenedOn: "2026-09-08",
  });
  const wrong = await recordAdoption(owner("10-20"), life.pilotId, {
    ...row,
    kind: "reorder",
    title: "Support, first year",
    plannedMinor: 4_200_000,
    realisedMinor: 42_000_000,
    currency: "EUR",
    happenedOn: "2026-10-20",
  });
  await reverseAdoption(owner("10-21"), wrong.id, { note: "A zero too many." });
  await recordAdoption(owner("10-21"), life.pilotId, {
    ...row,
    kind: "reorder",
    title: "Support, first year",
    plannedMinor: 4_200_000,
    realisedMinor: 4_200_000,
    currency: "EUR",
    happenedOn: "2026-10-20",
  });
  const { pilotId } = life;
  await writeLesson(owner("07-16"), pilotId, {
    kind: "worked",
    text: "Sending both ways at once made the comparison beyond doubt.",
    isShared: true,
  });
  await writeLesson(owner("07-16"), pilotId, {
    kind: "advice",
    text: "Order the oldest hardware into the test group from day one.",
    isShared: true,
  });
  await writeLesson(founder(life, "07-17"), pilotId, {
    kind: "advice",
    text: "Ask for the update logs before the kick-off; access took three weeks.",
    isShared: true,
  });
  await permitReference(owner("07-20"), pilotId, { permission: "named" });
  await permitReference(founder(life, "07-20"), pilotId, { permission: "quoted" });
}

/** Stopped after its evaluation: what was learned is shown at the next similar need. */
export async function seedStopped(platform: Platform, firms: FirmIds): Promise<void> {
  const life = await propose(platform, firms, {
    need: "service-quotes",
    owner: "owner-lingyue",
    firm: "claimthistle",
    proposedOn: "06-24",
    input: {
      title: "手机照片定损报价试点",
      scope: "在上海两家服务网点试用：客户上传照片，系统给出损伤识别与报价区间，人工顾问同步报价作为对照，共一千二百单。",
      lang: "zh",
      budgetMinor: yuan(480_000),
      budgetLine: "LY-2026-017 数字售后",
      startsOn: "2026-08-03",
      endsOn: "2026-10-09",
      decisionOn: "2026-10-16",
      nextOrder: "推广至华东四十家网点",
      seriesContact: "售后产品部 沈岚",
      consequenceWithinDays: 60,
      note: "若失败，考虑自研加保险公司数据合作。",
      criteria: [
        criterion("报价误差在一成以内的占比", "%", 58, 85, "与人工定损结果逐单比较", { measuredBy: "host" }),
        criterion("三十秒内给出结果的占比", "%", null, 95, "服务端计时"),
        criterion("把握不足时转人工的正确率", "%", 70, 90, "抽查二百单"),
      ],
    },
  });
  await decide(life, "06-26");
  await offer(life, "06-29");
  await provide(life, "06-29");
  await decide(life, "07-06");
  await agree(life, "07-22");
  const placed = await order(life, "07-23", [
    { title: "接入与标注", deliverable: "两家网点上线", dueOn: "2026-08-14", amountMinor: yuan(160_000) },
    { title: "一千二百单与报告", deliverable: "逐单对照表", dueOn: "2026-10-09", amountMinor: yuan(240_000) },
  ]);
  await decide(life, "07-24");
  await send(placed, "07-24");
  await confirm(placed, "07-28");
  await decide(life, "08-03");
  await measure(life, [
    [
      ["08-28", 61],
      ["09-18", 64],
      ["10-08", 63, "深色车漆反光严重"],
    ],
    [
      ["08-28", 97],
      ["10-08", 98.2],
    ],
    [
      ["09-18", 72],
      ["10-08", 74],
    ],
  ]);
  await deliver(placed, 0, ["08-13", "08-18"]);
  await invoice(placed, 0, { number: "CT-118", sent: "08-19", approved: "08-24", paid: "09-15" });
  await pulse(life, [
    ["09-07", "host", "bad", "深色车漆识别不理想"],
    ["09-08", "startup", "mixed", "Need more images of dark paint."],
  ]);
  await judge(life, "10-12", [["missed"], ["met"], ["missed"]]);
  await decide(life, "10-13", { told: "速度达标，准确率与转人工未达标。" });
  await decide(life, "10-14", {
    verdict: "stop",
    reason: "criteria_not_met",
    told: "感谢投入。深色车漆的问题解决后欢迎再来。",
    note: "同类需求先要深色漆样本测试。",
  });
  const text = (kind: "worked" | "failed" | "advice", words: string, isShared = false) =>
    writeLesson(decider(life, "10-15"), life.pilotId, { kind, text: words, isShared });
  await text("failed", "深色车漆的反光使划痕深度无法判断，误差主要来自这里。", true);
  await text("advice", "下次在立项前用五十张深色漆照片做两天的预测试。");
  await text("worked", "人工与系统同步报价的对照方式值得沿用。", true);
  await permitReference(decider(life, "10-15"), life.pilotId, { permission: "no" });
}
