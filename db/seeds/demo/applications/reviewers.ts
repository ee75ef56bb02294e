import { demoOrganisationId, demoUnitId } from "../base.ts";
import type { DemoPerson } from "../people.ts";

const host = demoOrganisationId("host");
const cloud = demoOrganisationId("cloud_partner");

export interface DemoReviewer extends DemoPerson {
  /** What the person knows; the assignment compares it with what was handed in. */
  expertise: string;
  topics: string[];
  most: number;
  /** What this person always asks, in the language of an application. */
  asks: Record<"en" | "zh" | "de", string>;
  ties?: { kind: "formerEmployer" | "invested" | "advised" | "family"; firmName: string; domain: string | null }[];
}

const seatOf = (organisationId: string, title: string, role: "expert" | "reviewer", unitId?: string) => ({
  role,
  organisationId,
  title,
  ...(unitId ? { unitId } : {}),
});

/** Eleven reviewers of both operators; the twelfth is the expert who signs in. Every name is invented. */
export const demoReviewers: DemoReviewer[] = [
  {
    key: "reviewer",
    purpose: "reviewer",
    name: "Daniel Osei",
    locale: "en",
    mail: "daniel.osei@cloud.example",
    seats: [seatOf(cloud, "Machine learning platforms", "reviewer")],
    expertise:
      "Machine learning platforms, training and serving of models, language models, speech recognition, evaluation of models, cost of GPU clusters, computer vision, simulation from camera data.",
    topics: ["machine-learning-platforms", "language-models", "computer-vision", "speech-technology"],
    most: 16,
    asks: {
      en: "I would ask for the evaluation set before the pilot, not after it.",
      zh: "试点之前应先拿到评测集，而不是之后。",
      de: "Den Testdatensatz möchte ich vor dem Piloten sehen, nicht danach.",
    },
  },
  {
    key: "conflicted-reviewer",
    purpose: "conflicted_reviewer",
    name: "罗文倩 Luo Wenqian",
    locale: "zh-CN",
    mail: "luo.wenqian@host.example",
    seats: [seatOf(host, "座舱与语音交互", "expert", demoUnitId("shanghai"))],
    expertise:
      "座舱交互、语音助手、语音合成与识别、车载显示、氛围灯与音响、驾驶员和乘客监测、用户研究与可用性测试。In-car experience, voice assistants, displays, cabin sensing.",
    topics: ["in-car-experience", "voice-assistants", "speech-technology"],
    most: 16,
    asks: {
      en: "Show me twenty Shanghai drivers using it, not a study from abroad.",
      zh: "希望看到二十位本地用户的实际使用记录。",
      de: "Mir fehlen Beobachtungen mit Nutzerinnen und Nutzern in Shanghai.",
    },
    ties: [
      { kind: "formerEmployer", firmName: "Nanyanyin", domain: "nanyanyin.example" },
      { kind: "invested", firmName: "Xingmu Play", domain: "xingmu.example" },
    ],
  },
  {
    key: "reviewer-plant",
    purpose: null,
    name: "Thomas Brandl",
    locale: "de",
    mail: "thomas.brandl@host.example",
    seats: [seatOf(host, "Lackiererei und Karosseriebau", "expert", demoUnitId("shenyang"))],
    expertise:
      "Qualität in Lackiererei und Karosseriebau, Schweißen, Schraubtechnik, Robotik, Energie und Medienversorgung im Werk. Quality inspection, welding, tightening, paint defects, robotics, energy in the plant.",
    topics: ["quality-inspection", "robotics", "industrial-iot"],
    most: 16,
    asks: {
      en: "Any stop of the line has to be agreed with Shenyang twelve weeks ahead.",
      zh: "凡需停线，须提前十二周与沈阳协商。",
      de: "Jeder Stillstand muss zwölf Wochen vorher mit Shenyang abgestimmt sein.",
    },
  },
  {
    key: "reviewer-driving",
    purpose: null,
    name: "Henrik Dahl",
    locale: "en",
    mail: "henrik.dahl@host.example",
    seats: [seatOf(host, "Driving software and validation", "expert", demoUnitId("beijing"))],
    expertise:
      "Driving software, planning and trajectory, safety case and ISO 26262, simulation and validation of automated driving, scenario data bases, lane topology and maps without HD maps.",
    topics: ["driving-software", "simulation-validation", "hd-maps-localisation"],
    most: 16,
    asks: {
      en: "The safety argument has to name what happens at night and in rain.",
      zh: "安全论证必须覆盖夜间与雨天。",
      de: "Der Sicherheitsnachweis muss Nacht und Regen nennen.",
    },
  },
  {
    key: "reviewer-embedded",
    purpose: null,
    name: "Sofia Marchetti",
    locale: "en",
    mail: "sofia.marchetti@host.example",
    seats: [seatOf(host, "Embedded software", "expert", demoUnitId("archermind"))],
    expertise:
      "Embedded software, controllers and compilers, over-the-air updates, vehicle signals, AUTOSAR, software bill of materials, vulnerability management, software updates of a fleet.",
    topics: ["embedded-software", "over-the-air-updates", "developer-tools"],
    most: 16,
    asks: {
      en: "I would want the rollback shown on a real controller.",
      zh: "希望在真实控制器上演示回滚。",
      de: "Die Rücknahme möchte ich an einem echten Steuergerät sehen.",
    },
  },
  {
    key: "reviewer-logistics",
    purpose: null,
    name: "蒋驰 Jiang Chi",
    locale: "zh-CN",
    mail: "jiang.chi@host.example",
    seats: [seatOf(host, "物流与供应商管理", "expert", demoUnitId("shenyang"))],
    expertise:
      "零部件物流、周转箱与循环包装、缺件预警、供应商门户、在制品与仓储、车辆下线与厂内物流。Supply chain visibility, returnable containers, missing parts, suppliers, yard logistics.",
    topics: ["supply-chain-visibility", "procurement", "warehouse-automation"],
    most: 14,
    asks: {
      en: "Two of our suppliers would have to agree before we begin.",
      zh: "启动前需先得到两家供应商同意。",
      de: "Vorher müssten zwei unserer Lieferanten zustimmen.",
    },
  },
  {
    key: "reviewer-purchase",
    purpose: null,
    name: "Anja Petersen",
    locale: "de",
    mail: "anja.petersen@host.example",
    seats: [seatOf(host, "Einkauf Digital", "reviewer")],
    expertise:
      "Einkauf von Software und Diensten, Verträge, Preise, Lieferfähigkeit junger Firmen, Nutzenrechnung. Purchasing, contracts, price, business case, readiness of suppliers, retail and used cars.",
    topics: ["procurement", "finance-technology"],
    most: 14,
    asks: {
      en: "The price after the pilot is missing; I will not sign without it.",
      zh: "缺少试点之后的价格，没有它我不会签字。",
      de: "Der Preis nach dem Piloten fehlt; ohne ihn unterschreibe ich nicht.",
    },
  },
  {
    key: "reviewer-data",
    purpose: null,
    name: "方致远 Fang Zhiyuan",
    locale: "zh-CN",
    mail: "fang.zhiyuan@cloud.example",
    seats: [seatOf(cloud, "数据平台架构", "expert")],
    expertise:
      "数据湖仓、流式处理、车端数据、元数据与信号目录、数据流通与机密计算、存储成本。Data platforms, lakehouse, stream processing, vehicle data, metadata catalogue, confidential computing.",
    topics: ["data-platforms", "cloud-infrastructure"],
    most: 16,
    asks: {
      en: "Storage for a year costs more than the pilot; the offer should say who pays.",
      zh: "一年的存储费用高于试点本身，方案应写明由谁承担。",
      de: "Ein Jahr Speicher kostet mehr als der Pilot; das Angebot sollte sagen, wer zahlt.",
    },
  },
  {
    key: "reviewer-edge",
    purpose: null,
    name: "梁雨桐 Liang Yutong",
    locale: "zh-CN",
    mail: "liang.yutong@cloud.example",
    seats: [seatOf(cloud, "物联网与边缘计算", "expert")],
    expertise:
      "物联网平台、边缘计算、车路协同、传感器与雷达、设备管理、消息分发与时延。IoT platforms, edge computing, vehicle-to-everything, roadside units, sensors, device management, latency.",
    topics: ["iot-platforms", "edge-computing", "vehicle-to-everything", "perception-sensors"],
    most: 16,
    asks: {
      en: "Latency is given as a median; I would like the worst percent.",
      zh: "时延只给了中位数，希望看到最差的百分之一。",
      de: "Die Latenz ist ein Median; mich interessiert das schlechteste Prozent.",
    },
  },
  {
    key: "reviewer-growth",
    purpose: null,
    name: "贺川 He Chuan",
    locale: "zh-CN",
    mail: "he.chuan@cloud.example",
    seats: [seatOf(cloud, "创业服务", "reviewer")],
    expertise:
      "初创企业成长、商业模式、团队与融资、内容与用户运营、出海与落地。Business models, teams, funding and growth of start-ups, content and user operations, market entry in China.",
    topics: ["digital-marketing", "retail-aftersales"],
    most: 16,
    asks: {
      en: "Who of the team moves to Shanghai for the four months?",
      zh: "四个月期间团队谁常驻上海？",
      de: "Wer aus dem Team kommt für die vier Monate nach Shanghai?",
    },
  },
  {
    key: "reviewer-privacy",
    purpose: null,
    name: "Nadia Rahman",
    locale: "en",
    mail: "nadia.rahman@cloud.example",
    seats: [seatOf(cloud, "Cloud security and privacy", "expert")],
    expertise:
      "Cloud security, privacy and anonymisation of images, data residency, key management, vulnerability of software, consent, data protection, secure exchange of data between companies.",
    topics: ["cyber-security", "privacy"],
    most: 16,
    asks: {
      en: "Where the keys lie, and who may read them, is not said.",
      zh: "密钥存放在哪里、谁能读取，没有说明。",
      de: "Wo die Schlüssel liegen und wer sie lesen darf, steht nirgends.",
    },
  },
];

/** What the expert who signs in knows; she reviews with the others. */
export const demoExpert: Pick<DemoReviewer, "key" | "name" | "expertise" | "topics" | "most" | "asks"> = {
  key: "expert",
  name: "Ирина Соколова",
  expertise:
    "Perception and sensor fusion: radar, lidar, cameras, event cameras, calibration, occupancy grids, point clouds, cabin sensing with infrared and radar.",
  topics: ["perception-sensors", "computer-vision"],
  most: 16,
  asks: {
    en: "How does it behave when a sensor is dirty?",
    zh: "传感器被污染时表现如何？",
    de: "Wie verhält es sich, wenn ein Sensor verschmutzt ist?",
  },
};

/** A professor who reviews one phase as a guest. */
export const demoGuest = {
  key: "guest-juror",
  name: "秦书瑶 Qin Shuyao",
  mail: "qin.shuyao@tongyuan-university.example",
  until: "2027-03-31",
  most: 8,
};
