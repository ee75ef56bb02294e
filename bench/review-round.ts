import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { applicationExport, applicationQuery } from "#contexts/applications/list-schema.ts";
import { applicationFacets } from "#contexts/applications/queries/application-facets.ts";
import { getDecisionTable } from "#contexts/applications/queries/decision-table.ts";
import { exportApplications } from "#contexts/applications/queries/export-applications.ts";
import { listApplications } from "#contexts/applications/queries/list-applications.ts";
import { listOwnReviews } from "#contexts/applications/queries/own-reviews.ts";
import { getProgress } from "#contexts/applications/queries/progress.ts";
import { getResponseTimes } from "#contexts/applications/queries/response-times.ts";
import { responsiblePeople } from "#contexts/applications/queries/responsible-people.ts";
import { listWaiting } from "#contexts/applications/queries/waiting.ts";
import { givenApplication, givenCall, givenOperators, givenPhase } from "#contexts/applications/testing.ts";
import { listSavedViews } from "#contexts/companies/index.ts";
import { givenApplicant, givenSeat } from "#contexts/identity/testing.ts";
import { readConfig } from "#platform/config.ts";
import type { Context, Platform } from "#platform/context.ts";
import { json, openDatabase } from "#platform/db/database.ts";
import { migrateDatabase } from "#platform/db/migrate-database.ts";
import { newId } from "#platform/ids.ts";
import { parse } from "#platform/parse.ts";
import { assemble } from "#server/platform.ts";

const sizes = [30, 300];
const reviewers = 60;
const reviewsEach = 3;
const runs = 40;

/** What the pages of a review round read, with few and with many applications, as Markdown. */
export async function runReviewRoundBench(): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), "jinqiao-bench-"));
  const database = await openDatabase({ directory: null });
  await migrateDatabase(database);
  const config = { DATA_DIR: directory, LOG_LEVEL: "silent", AUTH_SECRET: "only for measuring, thirty-two characters" };
  const platform = assemble(readConfig(config), database);
  await platform.jobs.prepare();
  try {
    const round = await openRound(platform);
    const measured = [];
    for (const size of sizes) {
      await fill(platform, round, size);
      measured.push(await measure(round));
    }
    return report(measured[0]!, measured[1]!);
  } finally {
    await database.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

interface Round {
  callId: string;
  phaseId: string;
  operatorOrgIds: string[];
  manager: Context;
  people: Context[];
  applications: string[];
}

async function openRound(platform: Platform): Promise<Round> {
  const { host, cloud, hostManager, cloudManager } = await givenOperators(platform);
  const callId = await givenCall(hostManager, {}, { agreeing: cloudManager });
  const phaseId = await givenPhase(hostManager, callId);
  const people: Context[] = [];
  for (let at = 0; at < reviewers; at++) {
    const organisationId = at % 2 === 0 ? host : cloud;
    people.push(await givenSeat(platform, { role: "expert", organisationId, name: `Reviewer ${at}` }));
  }
  await platform.database.kysely
    .insertInto("reviewerLoad")
    .values(
      people.map(({ actor }) => ({
        phaseId,
        personId: actor.personId!,
        operatorOrgIds: [host, cloud],
        name: actor.personName!,
        most: 17,
      })),
    )
    .execute();
  return { callId, phaseId, operatorOrgIds: [host, cloud], manager: hostManager, people, applications: [] };
}

/** Firms hand in by the product's own commands; of each one's three reviews two are written. */
async function fill(platform: Platform, round: Round, size: number): Promise<void> {
  const { callId, phaseId, operatorOrgIds, people, applications } = round;
  const db = platform.database.kysely;
  while (applications.length < size) {
    const at = applications.length;
    const applicant = await givenApplicant(platform, { name: `Founder ${at}`, email: `founder${at}@firm${at}.example` });
    const answers = {
      pitch: `Firm ${at} reads the state of health of traction batteries while they charge. `.repeat(4),
      price: `${at}`,
    };
    const { id } = await givenApplication(platform, callId, { firmName: `Firm ${at}`, applicant, answers });
    applications.push(id);
    const asked = Array.from({ length: reviewsEach }, (_, index) => people[(at * reviewsEach + index * 7) % reviewers]!);
    await db
      .insertInto("applicationReview")
      .values(
        [...new Set(asked)].map(({ actor }, index) => ({
          id: newId(),
          applicationId: id,
          phaseId,
          operatorOrgIds,
          reviewerPersonId: actor.personId!,
          state: index < 2 ? ("submitted" as const) : ("assigned" as const),
          scores: json({ fit: 1 + ((at + index) % 3) }),
          score: index < 2 ? 50 * ((at + index) % 3) : null,
          grounds: json({}),
          comment: index < 2 ? "Sound team, early product. ".repeat(20) : "",
          assignedAt: platform.now(),
          dueOn: "2026-12-01",
          submittedAt: index < 2 ? platform.now() : null,
        })),
      )
      .execute();
  }
  await db.updateTable("application").set({ state: "in_review" }).where("state", "=", "submitted").execute();
}

type Pages = Record<string, () => Promise<unknown>>;

function pagesOf({ callId, manager, people }: Round): Pages {
  const [reviewer] = people as [Context];
  const list = (ctx: Context, asked: Record<string, unknown>) => async () => {
    const query = parse(applicationQuery, asked);
    await listSavedViews(ctx, "applications");
    await listApplications(ctx, query);
    await applicationFacets(ctx, query);
    if (ctx === manager) await responsiblePeople(ctx);
  };
  const csv = parse(applicationExport, { format: "csv", answers: "true" });
  return {
    "applications, first page of 50": list(manager, {}),
    "applications, page of 200": list(manager, { limit: 200 }),
    "applications, sorted by score": list(manager, { sort: "-score" }),
    "applications, full text search": list(manager, { q: "traction" }),
    "applications of a reviewer": list(reviewer, {}),
    "own reviews": () => listOwnReviews(reviewer),
    "progress board": () => getProgress(manager, callId),
    "decision table": () => getDecisionTable(manager, callId, { stage: "open" }),
    "response times": () => getResponseTimes(manager, callId),
    "what waits (home)": () => listWaiting(manager),
    "CSV of all with answers": async () => (await exportApplications(manager, csv)).text(),
  };
}

interface Measured {
  p50: number;
  p95: number;
  queries: number;
}

async function measure(round: Round): Promise<Map<string, Measured>> {
  const measured = new Map<string, Measured>();
  for (const [name, open] of Object.entries(pagesOf(round))) {
    for (let warm = 0; warm < 3; warm++) await open();
    const times: number[] = [];
    const before = statements;
    for (let run = 0; run < runs; run++) {
      const startedAt = performance.now();
      await open();
      times.push(performance.now() - startedAt);
    }
    times.sort((a, b) => a - b);
    const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))]!;
    measured.set(name, { p50: at(0.5), p95: at(0.95), queries: (statements - before) / runs });
  }
  return measured;
}

let statements = 0;
const query = pg.Client.prototype.query;
pg.Client.prototype.query = function counted(this: pg.Client, ...given: unknown[]) {
  statements++;
  return Reflect.apply(query, this, given);
} as typeof query;

function report(few: Map<string, Measured>, many: Map<string, Measured>): string {
  const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
  const rows = [...few].map(([name, small]) => {
    const large = many.get(name)!;
    const queries = Number.isInteger(large.queries) ? large.queries : large.queries.toFixed(1);
    return `| ${name} | ${ms(small.p50)} | ${ms(small.p95)} | ${small.queries} | ${ms(large.p50)} | ${ms(large.p95)} | ${queries} |`;
  });
  return `## A review round

${sizes[1]} applications, ${reviewers} reviewers of both operators, ${reviewsEach} reviews each, two of three written; the same with ${sizes[0]} applications. Everything a
page's loader reads, over the embedded database, ${runs} times after three warm-ups. Queries are all statements sent, with those that open a
transaction, set its walls and end it (three for each transaction). An export reads 200 rows at a time and writes an audit entry for each application.

| page | ${sizes[0]}: p50 | p95 | queries | ${sizes[1]}: p50 | p95 | queries |
|---|---|---|---|---|---|---|
${rows.join("\n")}
`;
}
