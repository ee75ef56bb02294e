import type { Platform } from "#platform/context.ts";
import { yuan } from "../needs/need-seed.ts";
import { demoPersonId } from "../people.ts";
import { agree, offerAgreement } from "./agreements.ts";
import type { FirmIds } from "./firms.ts";
import { criterion, decide, offer, propose } from "./life.ts";
import { order, send } from "./money.ts";
import { give, judge, provide } from "./supplier.ts";

/** Ordered: the start-up has the purchase order and has not confirmed it yet. */
export async function seedOrdered(platform: Platform, firms: FirmIds): Promise<void> {
  const life = await propose(platform, firms, {
    need: "charging-map-trust",
    owner: "owner-lingyue",
    firm: "plugwren",
    proposedOn: "09-24",
    input: {
      title: "华东两千根充电桩的故障预警",
      scope:
        "Plugwren 通过其上海子公司接入三家运营商的两千根公共桩，预测到站可用概率并提前标出故障桩；结果每分钟写入地图服务的测试环境。",
      lang: "zh",
      budgetMinor: yuan(720_000),
      budgetLine: "LY-2026-031 充电服务",
      startsOn: "2026-11-30",
      endsOn: "2027-03-12",
      decisionOn: "2027-03-19",
      nextOrder: "扩展到全国一百万根桩",
      seriesContact: "充电地图产品组",
      consequenceWithinDays: 60,
      criteria: [
        criterion("到站可用预测准确率", "%", 79, 92, "与五千次实际到站比较", { measuredBy: "host" }),
        criterion("故障桩提前识别率", "%", 20, 70, "与运营商工单比较"),
        criterion("从数据到地图的延迟", "s", 300, 60, "服务端计时，取中位数"),
      ],
    },
  });
  await decide(life, "09-28");
  await offer(life, "09-28");
  await provide(life, "09-28");
  await decide(life, "10-12");
  await agree(life, "11-05");
  const placed = await order(life, "11-09", [
    { title: "接入两千根桩", deliverable: "三家运营商数据连通", dueOn: "2026-12-18", amountMinor: yuan(260_000) },
    { title: "预测上线测试环境", deliverable: "每分钟更新", dueOn: "2027-01-29", amountMinor: yuan(240_000) },
    { title: "评估报告", deliverable: "五千次到站对照", dueOn: "2027-03-12", amountMinor: yuan(180_000) },
  ]);
  await decide(life, "11-11");
  await send(placed, "11-12");
}

/** Contracting: the agreement waits for the founder who signs in with one click. */
export async function seedContracting(platform: Platform, firms: FirmIds): Promise<void> {
  const life = await propose(platform, firms, {
    need: "depot-charging",
    owner: "owner-shanghai",
    decider: "need-owner",
    firm: "voltlens",
    proposedOn: "10-05",
    input: {
      title: "Alterung der Testwagen-Batterien aus jedem Ladevorgang",
      scope:
        "Voltlens liest die Ladevorgänge von sechzig Testwagen in Halle C mit und ordnet die Zellgruppen nach Alterung. Zwölf Packs gehen zum Vergleich auf den Prüfstand in Shenyang.",
      lang: "de",
      problemOwnerPersonId: demoPersonId("need-owner"),
      budgetMinor: yuan(380_000),
      budgetLine: "WS-2026-219 Batteriediagnostik",
      startsOn: "2026-12-07",
      endsOn: "2027-03-26",
      decisionOn: "2027-04-02",
      nextOrder: "Diagnose für den Rücknahmehof in Shenyang, 180 Packs im Monat",
      seriesContact: "Batteriediagnostik Shenyang",
      consequenceWithinDays: 45,
      note: "Zweite Wahl wäre Hengzhen; Preis dort 30 % höher.",
      criteria: [
        criterion("Abweichung des Gesundheitszustands vom Prüfstand", "Prozentpunkte", 5.2, 3, "Zwölf Packs auf dem Prüfstand", {
          measuredBy: "host",
        }),
        criterion("Richtig erkannte schwächste Zellgruppe", "%", null, 90, "Vergleich mit dem geöffneten Pack"),
        criterion("Zeit bis zum Ergebnis nach dem Laden", "min", null, 20, "Protokoll", { comparison: "atMost" }),
      ],
    },
  });
  await decide(life, "10-12", { told: "Halle und Fahrzeuge sind zugesagt." });
  await offer(life, "10-12");
  await provide(life, "10-12", { open: ["informationSecurity"] });
  await give(life, "11-10", "informationSecurity");
  await decide(life, "10-30", { told: "Kriterien stehen, der Vertrag wird vorbereitet." });
  await offerAgreement(life, "11-12", "360000 CNY");
}

/** Scoped: the lane of the supplier is under way, and one item holds the order. */
export async function seedScoped(platform: Platform, firms: FirmIds): Promise<void> {
  const life = await propose(platform, firms, {
    need: "firmware-security",
    owner: "owner-shanghai",
    firm: "jima",
    proposedOn: "11-06",
    input: {
      title: "Binary analysis of sixty firmware images",
      scope:
        "Jima analyses sixty images of three suppliers on our network, writes a bill of materials for each and looks for the weak points our testers planted.",
      lang: "en",
      budgetMinor: yuan(450_000),
      budgetLine: "CC-4460 Vehicle security",
      startsOn: "2027-01-11",
      endsOn: "2027-04-30",
      decisionOn: "2027-05-07",
      nextOrder: "Yearly licence for nine hundred images",
      consequenceWithinDays: 60,
      criteria: [
        criterion("Planted weak points found", "%", 35, 80, "Fifty weak points planted by our testers", { measuredBy: "host" }),
        criterion("Time for an image", "h", 14, 2, "Clock of the analysis server"),
      ],
    },
  });
  await decide(life, "11-09", { told: "The suppliers agreed to the test." });
  await offer(life, "11-09");
  await give(life, "11-10", "nda");
  await judge(life, "11-11", "nda", { verdict: "accepted" });
  await give(life, "11-11", "bankAccount");
  await judge(life, "11-12", "bankAccount", { verdict: "accepted" });
  await give(life, "11-12", "exportControl");
  await give(life, "11-12", "informationSecurity");
  await judge(life, "11-13", "informationSecurity", {
    verdict: "returned",
    reason: "The certificate covers the office in Hangzhou only. Please send the scope of the analysis servers.",
  });
  await judge(life, "11-13", "insurance", {
    verdict: "notNeeded",
    reason: "Nothing leaves our network and nobody works on site.",
  });
}

/** Proposed: criteria, sponsor's money and dates are still missing. */
export async function seedProposed(platform: Platform, firms: FirmIds): Promise<void> {
  await propose(platform, firms, {
    need: "paint-inspection",
    owner: "need-owner",
    firm: "xialu",
    proposedOn: "11-12",
    input: {
      title: "Neun-Sekunden-Prüfung als zweiter Weg an Linie 3",
      scope: "Vergleichsmessung mit dem Portal von Xialu an Linie 3, sobald Linie 2 abgeschlossen ist.",
      lang: "de",
      sponsorPersonId: null,
      budgetMinor: null,
      note: "Nur wenn die Linien 1 und 3 nicht ohnehin mit Pixelzange ausgerüstet werden.",
      criteria: [criterion("Gefundene Fehler ab 0,2 mm", "%", 91, 98, "Wie an Linie 2")],
    },
  });
}
