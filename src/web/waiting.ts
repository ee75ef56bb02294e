import { listWaiting as listWaitingApplications } from "#contexts/applications/index.ts";
import { listWaiting as listWaitingCompanies } from "#contexts/companies/index.ts";
import { listWaiting as listWaitingNeeds } from "#contexts/needs/index.ts";
import { countDeadJobs } from "#contexts/operations/index.ts";
import { listAgreementsWaiting, listMoneyWaiting, listReadinessWaiting, listWaitingPilots } from "#contexts/pilots/index.ts";
import type { Context } from "#platform/context.ts";
import { translateKey, translator } from "#platform/i18n/translate.ts";
import type { NavigationId } from "./navigation.ts";

/** One thing whose next step is the reader's. */
export interface WaitingItem {
  id: string;
  /** Entry of the navigation that counts it. */
  kind: NavigationId;
  /** What it is about, then what to do. */
  title: string;
  detail: string | null;
  href: string;
  /** A day of the base's calendar. */
  dueOn: string | null;
  since: Date | null;
  isOverdue: boolean;
}

/** What a context contributes; it looks only at what the actor may see and answers at once with at most some dozens. */
type WaitingSource = (ctx: Context) => Promise<WaitingItem[]>;

const sources: WaitingSource[] = [
  waitingNeeds,
  waitingPilots,
  waitingReadiness,
  waitingAgreements,
  waitingMoney,
  waitingApplications,
  waitingCompanies,
  waitingJobs,
];

const known = new WeakMap<Context, Promise<WaitingItem[]>>();

/** Everything that waits for the seat, most urgent first; asked once a request. A source that fails is logged and left out: home always opens. */
export function listWaiting(ctx: Context): Promise<WaitingItem[]> {
  const items = known.get(ctx) ?? collect(ctx);
  known.set(ctx, items);
  return items;
}

async function collect(ctx: Context): Promise<WaitingItem[]> {
  const lists = await Promise.all(sources.map((source) => source(ctx).catch((error) => logged(ctx, error))));
  return lists.flat().sort((a, b) => urgencyOf(a).localeCompare(urgencyOf(b)));
}

const urgencyOf = ({ dueOn, since }: WaitingItem): string => dueOn ?? `9999-${since?.toISOString() ?? "9"}`;

function logged(ctx: Context, error: unknown): WaitingItem[] {
  ctx.platform.log.error({ error, requestId: ctx.requestId }, "what waits could not be listed");
  return [];
}

async function waitingNeeds(ctx: Context): Promise<WaitingItem[]> {
  const t = await translator(ctx.locale);
  const needs = await listWaitingNeeds(ctx);
  return needs.map(({ id, title, state, clock }) => ({
    id: `need:${id}`,
    kind: "needs",
    title,
    detail: t(`shell.waiting.need.${state}`),
    href: `/needs/${id}`,
    dueOn: clock.until,
    since: clock.since,
    isOverdue: clock.isOverdue,
  }));
}

async function waitingPilots(ctx: Context): Promise<WaitingItem[]> {
  const t = await translator(ctx.locale);
  const pilots = await listWaitingPilots(ctx);
  return pilots.map(({ pilotId, kind, title, company, state, href, dueOn, isOverdue, isEscalated }) => {
    const step = t(`pilotMail.waiting.${kind}`, { company, state: t(`pilots.state.${state}`) });
    return {
      id: `pilot:${kind}:${pilotId}`,
      kind: "pilots",
      title,
      detail: isEscalated ? t("pilotMail.waiting.escalated", { step }) : step,
      href,
      dueOn,
      since: null,
      isOverdue,
    };
  });
}

async function waitingMoney(ctx: Context): Promise<WaitingItem[]> {
  const t = await translator(ctx.locale);
  const tasks = (await listMoneyWaiting(ctx)).slice(0, 30);
  return tasks.map(({ id, kind, pilot, company, number, href, dueOn, since, isOverdue }) => ({
    id: `money:${kind}:${id}`,
    // The start-up has no list of its own: it finds the step in the pilot.
    kind: ctx.actor.organisationKind === "host" ? ("orders" as const) : ("pilots" as const),
    title: pilot.title,
    detail: `${t(`orders.tasks.kind.${kind}`)} · ${number} · ${company}`,
    href,
    dueOn,
    since,
    isOverdue,
  }));
}

/** One line for each pilot and step: a lane has seven items. */
async function waitingReadiness(ctx: Context): Promise<WaitingItem[]> {
  const t = await translator(ctx.locale);
  const lanes = Map.groupBy(await listReadinessWaiting(ctx), ({ pilotId, task }) => `${pilotId} ${task}`);
  return [...lanes.values()].map((items) => {
    // The most urgent comes first.
    const { pilotId, task, title, companyName, href, dueOn, since, isOverdue } = items[0]!;
    return {
      id: `readiness:${task}:${pilotId}`,
      kind: "pilots",
      title,
      detail: t(`pilotMail.waiting.readiness.${task}`, { count: items.length, company: companyName }),
      href,
      dueOn,
      since,
      isOverdue,
    };
  });
}

async function waitingAgreements(ctx: Context): Promise<WaitingItem[]> {
  const t = await translator(ctx.locale);
  const agreements = await listAgreementsWaiting(ctx);
  return agreements.map(({ agreementId, number, title, href, sentAt }) => ({
    id: `agreement:${agreementId}`,
    kind: "pilots",
    title,
    detail: t("pilotMail.waiting.sign", { number }),
    href,
    dueOn: null,
    since: sentAt,
    isOverdue: false,
  }));
}

async function waitingApplications(ctx: Context): Promise<WaitingItem[]> {
  const t = await translator(ctx.locale);
  const items = await listWaitingApplications(ctx);
  return items.map(({ id, kind, title, call, ...item }) => ({
    ...item,
    id: `application:${kind}:${id}`,
    kind: kind === "review" ? ("reviews" as const) : ("applications" as const),
    title,
    detail: t(`decisions.waiting.${kind}`, { call: call[ctx.locale] ?? Object.values(call)[0] ?? "" }),
  }));
}

async function waitingCompanies(ctx: Context): Promise<WaitingItem[]> {
  const items = await listWaitingCompanies(ctx);
  return Promise.all(
    items.map(async ({ id, messageKey, values, href, since }) => ({
      id,
      kind: href.startsWith("/companies/duplicates") ? ("duplicates" as const) : ("companies" as const),
      title: await translateKey(ctx.locale, messageKey, values),
      detail: null,
      href,
      dueOn: null,
      since,
      isOverdue: false,
    })),
  );
}

async function waitingJobs(ctx: Context): Promise<WaitingItem[]> {
  const count = await countDeadJobs(ctx);
  if (count === 0) return [];
  const t = await translator(ctx.locale);
  return [
    {
      id: "dead-jobs",
      kind: "jobs",
      title: t("shell.waiting.deadJobs", { count }),
      detail: t("shell.waiting.deadJobsDetail"),
      href: "/administration/jobs",
      dueOn: null,
      since: null,
      isOverdue: true,
    },
  ];
}

/** How much waits behind each entry of the navigation. */
export function countByKind(items: readonly WaitingItem[]): Partial<Record<NavigationId, number>> {
  const counts: Partial<Record<NavigationId, number>> = {};
  for (const { kind } of items) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
