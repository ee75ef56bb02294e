import { makeDueRechecks, type NewPass, passOnCompany, recordContact, suggestDuplicates } from "#contexts/companies/index.ts";
import type { Platform } from "#platform/context.ts";
import { demoToday } from "./clock.ts";
import { demoCompanyIds } from "./companies.ts";
import { demoPersonIn } from "./people.ts";

interface ContactSeed {
  company: string;
  by: string;
  on: string;
  channel: "meeting" | "call" | "mail" | "event" | "message";
  with: string;
  note: string;
}

const contacts: ContactSeed[] = [
  {
    company: "demo-b-001",
    by: "scout",
    on: "2026-03-18",
    channel: "event",
    with: "许桢，创始人",
    note: "充电展上看了演示：五分钟读出健康度，误差约百分之三。对方想先做一个车队试点。",
  },
  {
    company: "demo-b-001",
    by: "need-owner",
    on: "2026-09-09",
    channel: "call",
    with: "Xu Zhen",
    note: "Messprinzip erklärt bekommen. Offen: Verhalten unter 0 °C. Sie schicken Messreihen von 120 Packs.",
  },
  {
    company: "demo-b-001",
    by: "need-owner",
    on: "2026-10-21",
    channel: "mail",
    with: "Xu Zhen",
    note: "Messreihen sind da: bei −10 °C Abweichung 3,8 %. Für die Werkstatt reicht das noch nicht, für den Hof schon.",
  },
  {
    company: "demo-b-016",
    by: "need-owner",
    on: "2026-02-11",
    channel: "meeting",
    with: "Urs Wettstein, CTO",
    note: "Besuch in Winterthur. Gerät für die Zellfertigung, nicht für das eingebaute Pack gedacht.",
  },
  {
    company: "demo-a-001",
    by: "owner-beijing",
    on: "2026-06-24",
    channel: "meeting",
    with: "产品负责人 罗霁",
    note: "雨天和隧道路测各两小时，静止车辆识别稳定。下一步拿点云接口文档。",
  },
  {
    company: "demo-a-001",
    by: "scout",
    on: "2026-09-25",
    channel: "call",
    with: "罗霁",
    note: "临港产线明年二季度扩产，A样可在四周内交付。",
  },
  {
    company: "demo-c-061",
    by: "scout",
    on: "2026-05-14",
    channel: "event",
    with: "销售总监 邵蘅",
    note: "展台演示深色漆面，九秒扫完半车。答应寄三块样板的检测报告。",
  },
  {
    company: "demo-c-031",
    by: "host-manager",
    on: "2026-04-08",
    channel: "meeting",
    with: "联合创始人 纪楠",
    note: "介绍了基地的入驻条件和安全实验室。对方关心数据是否留在境内。",
  },
  {
    company: "demo-a-131",
    by: "owner-beijing",
    on: "2026-07-02",
    channel: "call",
    with: "Maartje Vos",
    note: "Audit trail covers training data and model versions; no on-premise installation before next summer.",
  },
  {
    company: "demo-a-111",
    by: "owner-archermind",
    on: "2026-08-19",
    channel: "call",
    with: "Jonas Wiek",
    note: "Demo with our owner's manual worked in English and German. Chinese is planned, no date.",
  },
  {
    company: "demo-a-036",
    by: "owner-shanghai",
    on: "2026-01-22",
    channel: "meeting",
    with: "解决方案经理 区朗",
    note: "Private deployment is possible from 500 devices. Price list follows.",
  },
  {
    company: "demo-a-016",
    by: "owner-beijing",
    on: "2026-10-13",
    channel: "message",
    with: "Fiona Tait",
    note: "她们可以读 OpenSCENARIO，愿意用我们的十个场景做一次覆盖率分析。",
  },
  {
    company: "demo-c-121",
    by: "owner-lingyue",
    on: "2026-03-05",
    channel: "call",
    with: "客户经理 黎珏",
    note: "电子发票入账流程已看。对接我们的系统需要三个月，报价偏高。",
  },
  {
    company: "demo-b-036",
    by: "scout",
    on: "2025-11-27",
    channel: "mail",
    with: "Артём Лузин",
    note: "Прислали протоколы испытаний при −40 °C. Сертификата CCC пока нет.",
  },
  {
    company: "demo-b-021",
    by: "need-owner",
    on: "2026-06-02",
    channel: "call",
    with: "Dr. Anke Roß",
    note: "Restwertmodell braucht die Ladehistorie von mindestens zwölf Monaten. Idee: gemeinsam mit der Leasingbank prüfen.",
  },
  {
    company: "demo-b-061",
    by: "owner-shanghai",
    on: "2026-05-28",
    channel: "call",
    with: "Lukas Ebner",
    note: "Power quality data of the depot could be read out every minute. Needs one meter per feeder.",
  },
  {
    company: "demo-c-031",
    by: "cloud-manager",
    on: "2026-09-03",
    channel: "call",
    with: "Ji Nan",
    note: "Runs its security operations centre on two availability zones; asked about credits for log storage.",
  },
  {
    company: "demo-a-121",
    by: "cloud-manager",
    on: "2026-08-12",
    channel: "meeting",
    with: "运营负责人 温旻",
    note: "需要每月 40 TB 的对象存储，用于标注任务。可以申请第二档云资源。",
  },
];

interface PassSeed {
  company: string;
  by: string;
  on: string;
  pass: Partial<NewPass> & Pick<NewPass, "reasonCode" | "note">;
}

const passes: PassSeed[] = [
  {
    company: "demo-b-016",
    by: "need-owner",
    on: "2026-02-16",
    pass: {
      reasonCode: "technology",
      note: "Prüft Zellen im Takt der Fertigung; am eingebauten Pack ist das Verfahren nicht anwendbar.",
      recheckKind: "new_need",
      recheckDetail: "Bedarf aus der Zellfertigung",
    },
  },
  {
    company: "demo-b-036",
    by: "scout",
    on: "2025-12-04",
    pass: {
      reasonCode: "certificate_missing",
      note: "产品适合寒区试验场，但没有 CCC 认证，不能在国内安装。",
      recheckKind: "date",
      recheckOn: "2026-11-12",
      recheckDetail: "CCC 认证",
    },
  },
  {
    company: "demo-a-131",
    by: "owner-beijing",
    on: "2026-07-09",
    pass: {
      reasonCode: "no_fit",
      note: "只有云端版本，我们的训练数据不能离开数据中心。",
      recheckKind: "date",
      recheckOn: "2027-07-01",
      recheckDetail: "本地部署版本",
    },
  },
  {
    company: "demo-a-111",
    by: "owner-archermind",
    on: "2026-08-26",
    pass: {
      reasonCode: "no_fit",
      note: "No Chinese speech model yet; the rest was convincing.",
      recheckKind: "date",
      recheckOn: "2026-11-10",
      recheckDetail: "Chinese language model",
    },
  },
  {
    company: "demo-c-121",
    by: "owner-lingyue",
    on: "2026-03-12",
    pass: { reasonCode: "price", note: "实施费用是预算的两倍。", recheckKind: "date", recheckOn: "2026-09-30" },
  },
  {
    company: "demo-a-036",
    by: "owner-shanghai",
    on: "2026-02-03",
    pass: {
      reasonCode: "no_capacity",
      note: "Our integration team has no time before the second half of the year; the product fits.",
      recheckKind: "date",
      recheckOn: "2026-10-01",
    },
  },
  {
    company: "demo-b-106",
    by: "scout",
    on: "2026-04-20",
    pass: {
      reasonCode: "too_early",
      note: "十八人团队，还没有整车行业客户。等下一轮融资再看。",
      recheckKind: "funding",
    },
  },
  {
    company: "demo-a-081",
    by: "scout",
    on: "2026-01-15",
    pass: { reasonCode: "region", note: "服务模式依赖日本地方政府，国内没有落点。" },
  },
  {
    company: "demo-c-116",
    by: "host-manager",
    on: "2026-05-06",
    pass: {
      reasonCode: "too_early",
      note: "还在概念阶段，但解决的正是供应商资料重复填写的问题。",
      recheckKind: "new_need",
      recheckDetail: "供应商准入",
    },
  },
  {
    company: "demo-a-066",
    by: "cloud-manager",
    on: "2026-06-30",
    pass: {
      reasonCode: "competitor",
      note: "Signed a three-year contract with another cloud last month.",
      recheckKind: "date",
      recheckOn: "2027-06-30",
    },
  },
];

/** Who spoke to whom, who was passed on and why, and firms that two lists name twice: the memory a base has after a year. */
export async function seedHistory(platform: Platform): Promise<void> {
  const ids = await demoCompanyIds(platform);
  for (const { company, by, on, channel, with: companyPerson, note } of contacts) {
    const ctx = demoPersonIn(platform, by, `${on}T07:00:00Z`);
    await recordContact(ctx, ids.get(company)!, { channel, companyPerson, note, happenedOn: on });
  }
  for (const { company, by, on, pass } of passes) {
    await passOnCompany(demoPersonIn(platform, by, `${on}T08:00:00Z`), ids.get(company)!, {
      recheckKind: "none",
      recheckDetail: null,
      ...pass,
    });
  }
  const today = { ...platform, now: () => new Date(demoToday) };
  await makeDueRechecks(today);
  await suggestDuplicates(today);
}
