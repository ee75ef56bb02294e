import { baseCalendar } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { ApplicationFilter } from "../list-schema.ts";
import { scoreBands } from "../list-schema.ts";
import type { ApplicationFacets } from "../list-views.ts";
import type { Wording } from "../wording.ts";
import { reviewState, seenMean } from "./application-sight.ts";
import { countrySeen, fieldSeen, filteredApplications, isAskedOf } from "./filtered-applications.ts";

/** How many of the applications the actor may read lie behind each choice of each facet, each counted as if its own facet were open. */
export function applicationFacets(ctx: Context, filter: ApplicationFilter): Promise<ApplicationFacets> {
  return ctx.transact(async (tx) => {
    const { today } = await baseCalendar(tx, ctx);
    const rows = await filteredApplications(tx, ctx, { q: filter.q }, today)
      .select(["application.callId", "application.state", "application.stage", "application.outcome", "application.track"])
      .select(["application.isLate", "application.responsiblePersonId", "person.name as responsibleName"])
      .select(["call.title as callTitle", "call.tracks", "turn.turn", "turn.untilOn"])
      .select([fieldSeen(ctx).as("field"), countrySeen(ctx).as("country")])
      .select([seenMean(ctx.actor).as("mean"), reviewState(ctx.actor).as("reviews")])
      .select(isAskedOf(ctx.actor.personId).as("mine"))
      .execute();
    return facetsOf(
      rows.map((row) => ({ ...row, isOverdue: row.untilOn !== null && row.untilOn < today })),
      filter,
    );
  });
}

interface FacetRow {
  callId: string;
  callTitle: unknown;
  tracks: unknown;
  state: string;
  stage: number;
  outcome: string | null;
  track: string | null;
  turn: string | null;
  isOverdue: boolean;
  isLate: boolean;
  field: string | null;
  country: string | null;
  mean: number | null;
  reviews: string;
  responsiblePersonId: string | null;
  responsibleName: string | null;
  mine: unknown;
}

type FacetName = Exclude<keyof ApplicationFilter, "q">;

const one = (value: string | null): string[] => (value === null ? [] : [value]);
const yes = (value: unknown): string[] => (value ? ["true"] : []);

const valuesOf: Record<FacetName, (row: FacetRow) => string[]> = {
  callId: ({ callId }) => [callId],
  state: ({ state }) => [state],
  stage: ({ stage }) => [String(stage)],
  outcome: ({ outcome }) => one(outcome),
  track: ({ track }) => one(track),
  field: ({ field }) => one(field),
  country: ({ country }) => one(country),
  turn: ({ turn }) => one(turn),
  score: ({ mean }) => scoreBands.filter((band) => isInBand(mean, band)),
  reviews: ({ reviews }) => [reviews],
  responsible: ({ responsiblePersonId }) => [responsiblePersonId ?? "nobody"],
  isOverdue: ({ isOverdue }) => yes(isOverdue),
  isLate: ({ isLate }) => yes(isLate),
  mine: ({ mine }) => yes(mine),
};
const facetNames = Object.keys(valuesOf) as FacetName[];

function isInBand(mean: number | null, band: string): boolean {
  if (band === "none" || mean === null) return band === "none" && mean === null;
  const [from, to] = band.split("..").map(Number) as [number, number];
  return mean >= from && (mean < to || to >= 100);
}

function facetsOf(rows: readonly FacetRow[], filter: ApplicationFilter): ApplicationFacets {
  const chosen = facetNames.flatMap((name) => {
    const wanted = filter[name];
    if (wanted === undefined || wanted === false) return [];
    return [{ name, fits: fitting(name, wanted === true ? ["true"] : wanted) }];
  });
  const counts = facetNames.map((name) => {
    const others = chosen.filter((other) => other.name !== name);
    const found = new Map<string, number>();
    for (const row of rows) {
      if (!others.every(({ fits }) => fits(row))) continue;
      for (const value of valuesOf[name](row)) found.set(value, (found.get(value) ?? 0) + 1);
    }
    return [name, [...found].map(([value, count]) => ({ value, count })).sort(byCount)] as const;
  });
  return { counts: Object.fromEntries(counts), names: namesOf(rows) };
}

/** The most first; of as many each the same one first, whatever order the database answers in. */
const byCount = (a: { value: string; count: number }, b: { value: string; count: number }): number =>
  b.count - a.count || (a.value < b.value ? -1 : 1);

function fitting(name: FacetName, wanted: readonly string[]): (row: FacetRow) => boolean {
  if (name === "score") return ({ mean }) => wanted.some((band) => isInBand(mean, band));
  return (row) => valuesOf[name](row).some((value) => wanted.includes(value));
}

function namesOf(rows: readonly FacetRow[]): ApplicationFacets["names"] {
  const tracks = rows.flatMap((row) => row.tracks as { key: string; label: Wording }[]);
  return {
    callId: Object.fromEntries(rows.map((row) => [row.callId, row.callTitle as Wording])),
    track: Object.fromEntries(tracks.map(({ key, label }) => [key, label])),
    responsible: Object.fromEntries(
      rows.flatMap((row) => (row.responsibleName ? [[row.responsiblePersonId, row.responsibleName]] : [])),
    ),
  };
}
