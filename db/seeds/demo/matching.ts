import {
  addEntry,
  addNote,
  giveFeedback,
  matchesForNeed,
  moveEntry,
  openMatchingIndex,
  passEntry,
  vote,
} from "#contexts/matching/index.ts";
import type { Platform } from "#platform/context.ts";
import { demoCompanyIds } from "./companies.ts";
import { demoNeedId } from "./needs.ts";
import { demoPersonIn } from "./people.ts";

interface ListSeed {
  need: string;
  owner: string;
  /** Stages of the best companies in the order of the ranking; "pass" is passed on. */
  stages: ("longlist" | "shortlist" | "contacted" | "meeting" | "chosen" | "pass")[];
  pass: { reasonCode: "too_early" | "price" | "certificate_missing" | "no_capacity"; note: string };
  notes: [scout: string, owner: string];
}

const lists: ListSeed[] = [
  {
    need: "paint-inspection",
    owner: "need-owner",
    stages: ["meeting", "contacted", "shortlist", "pass", "longlist", "longlist"],
    pass: { reasonCode: "certificate_missing", note: "Ohne ISO 27001 kein Zugriff auf die Liniendaten." },
    notes: ["产线参观定在下周三，请准备三块有缺陷的样板。", "Messgenauigkeit auf dunklem Lack bitte zuerst klären."],
  },
  {
    need: "supplier-carbon",
    owner: "owner-shanghai",
    stages: ["contacted", "shortlist", "shortlist", "pass", "longlist"],
    pass: { reasonCode: "too_early", note: "Only estimates so far, no measured supplier data." },
    notes: ["They connect to the smelter's meters directly; ask for one reference.", "Need the audit trail before we go on."],
  },
  {
    need: "depot-charging",
    owner: "owner-shanghai",
    stages: ["chosen", "meeting", "shortlist", "pass"],
    pass: { reasonCode: "price", note: "Twice the budget for half of the charge points." },
    notes: ["Pilot agreed for one hall, forty charge points.", "Good plan B if the pilot stops."],
  },
  {
    need: "service-quotes",
    owner: "owner-lingyue",
    stages: ["shortlist", "shortlist", "pass", "longlist"],
    pass: { reasonCode: "no_capacity", note: "今年内没有团队可以支持试点。" },
    notes: ["演示用了我们的五十张照片，报价误差在一成以内。", "请确认照片是否留在境内。"],
  },
];

/** An open need whose ranking has already learned something. */
const judged = { need: "rare-scenes", owner: "owner-beijing" } as const;

/** Firms that only advise, passed on for two needs of one field: its further needs learn from it. */
const advisers = [
  { need: "depot-charging", owner: "owner-shanghai", company: "demo-d-001", note: "Advice only; we need a system that runs." },
  { need: "depot-charging", owner: "owner-shanghai", company: "demo-d-002", note: "Good studies, but no product to pilot." },
  { need: "charging-map-trust", owner: "owner-lingyue", company: "demo-d-003", note: "只做咨询，没有自己的系统。" },
] as const;

/** Below this fit nobody would have put a company on a list. */
const leastFit = 0.3;

/** Lists of the needs that are past the search, and first judgements on open ones, given to the companies the ranking names. */
export async function seedMatching(platform: Platform): Promise<void> {
  await openMatchingIndex(platform);
  for (const list of lists) await fillList(platform, list);
  await judgeFirst(platform);
  await passAdvisers(platform);
}

async function passAdvisers(platform: Platform): Promise<void> {
  const ids = await demoCompanyIds(platform);
  for (const { need, owner, company, note } of advisers)
    await passEntry(demoPersonIn(platform, owner), demoNeedId(need), ids.get(company)!, {
      reasonCode: "pure_consulting",
      note,
      recheckKind: "none",
      recheckOn: null,
      recheckDetail: null,
    });
}

async function judgeFirst(platform: Platform): Promise<void> {
  const needId = demoNeedId(judged.need);
  const owner = demoPersonIn(platform, judged.owner);
  const { items } = await matchesForNeed(owner, needId, { limit: 4 });
  const [best, , third] = items;
  if (best) await giveFeedback(owner, needId, best.company.id, { verdict: "good", reasonCode: null, note: "" });
  if (third)
    await giveFeedback(owner, needId, third.company.id, {
      verdict: "bad",
      reasonCode: "technology",
      note: "只做仿真，没有真实路采数据。",
    });
}

async function fillList(platform: Platform, { need, owner, stages, pass, notes }: ListSeed): Promise<void> {
  const needId = demoNeedId(need);
  const scout = demoPersonIn(platform, "scout");
  const ownerCtx = demoPersonIn(platform, owner);
  const { items } = await matchesForNeed(scout, needId, { limit: stages.length });
  for (const [at, match] of items.filter(({ fit }) => fit >= leastFit).entries()) {
    const stage = stages[at]!;
    const companyId = match.company.id;
    if (stage === "pass") {
      await passEntry(ownerCtx, needId, companyId, {
        ...pass,
        recheckKind: "date",
        recheckOn: "2027-06-01",
        recheckDetail: null,
      });
      continue;
    }
    const { id } = await addEntry(scout, needId, { companyId, stage: "longlist" });
    if (stage !== "longlist") await moveEntry(scout, needId, id, { stage });
    await vote(ownerCtx, needId, id, { vote: at < 2 ? 1 : 0, comment: "" });
    await vote(scout, needId, id, { vote: at < 3 ? 1 : -1, comment: "" });
    if (at === 0) await addNote(scout, needId, id, { note: notes[0] });
    if (at === 1) await addNote(ownerCtx, needId, id, { note: notes[1] });
  }
}
