import { getBase } from "#contexts/identity/index.ts";
import { type ChartOption, type ChartPicture, chartColours as colour, drawChart } from "#platform/charts/render-chart.ts";
import type { Context } from "#platform/context.ts";
import { translator } from "#platform/i18n/translate.ts";
import type { MeasuredCriterion, RunningView } from "../running-views.ts";
import { getRunning } from "./running.ts";

export type DrawnCriterion = MeasuredCriterion & { picture: ChartPicture | null };

/** What goes on in a pilot, with a chart of each criterion something was measured against. */
export async function getRunningPage(
  ctx: Context,
  pilotId: string,
): Promise<Omit<RunningView, "criteria"> & { criteria: DrawnCriterion[] }> {
  const running = await getRunning(ctx, pilotId);
  return { ...running, criteria: await drawCriteria(ctx, running.criteria, running) };
}

interface Span {
  startsOn: string | null;
  endsOn: string | null;
}

const height = 190;

/** Each criterion with its values over the pilot's time, the target as a line and the side of it that counts shaded. */
export async function drawCriteria(ctx: Context, criteria: readonly MeasuredCriterion[], span: Span): Promise<DrawnCriterion[]> {
  const words = await wordsIn(ctx);
  return Promise.all(
    criteria.map(async (criterion) => ({
      ...criterion,
      picture: criterion.last ? await drawChart((width) => optionOf(criterion, span, words, width === "narrow"), height) : null,
    })),
  );
}

type Words = Awaited<ReturnType<typeof wordsIn>>;

async function wordsIn(ctx: Context) {
  const t = await translator(ctx.locale);
  const timeZone = (await getBase(ctx))?.timeZone ?? "UTC";
  const day = new Intl.DateTimeFormat(ctx.locale, { month: "short", day: "numeric", timeZone: "UTC" });
  const number = new Intl.NumberFormat(ctx.locale, { maximumFractionDigits: 2 });
  return {
    timeZone,
    day: (at: number) => day.format(at),
    number: (value: number) => number.format(value),
    target: t("evaluation.chart.target"),
    baseline: t("evaluation.chart.baseline"),
  };
}

function optionOf(criterion: MeasuredCriterion, span: Span, words: Words, isNarrow: boolean): ChartOption {
  const counted = criterion.measurements.filter(({ replacedById }) => replacedById === null);
  const corrected = criterion.measurements.filter(({ replacedById }) => replacedById !== null);
  const points = (list: typeof counted) => list.map(({ measuredOn, value }) => [measuredOn, value]);
  const [low, high] = reachOf(criterion);
  return {
    grid: { left: 4, right: 10, top: 22, bottom: 2, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: {
      type: "time",
      min: span.startsOn ?? undefined,
      max: span.endsOn ?? undefined,
      axisLine: { lineStyle: { color: colour.lineStrong } },
      axisTick: { show: false },
      axisLabel: {
        color: colour.quiet,
        fontSize: 11,
        customValues: shownDays(criterion, span, isNarrow ? 3 : 6),
        alignMinLabel: "left",
        alignMaxLabel: "right",
        formatter: (at: number) => words.day(at),
      },
    },
    yAxis: {
      type: "value",
      min: low,
      max: high,
      splitNumber: 3,
      axisLabel: {
        color: colour.quiet,
        fontSize: 11,
        showMinLabel: false,
        showMaxLabel: false,
        formatter: (value: number) => words.number(value),
      },
      splitLine: { lineStyle: { color: colour.line } },
    },
    series: [
      {
        type: "line",
        clip: false,
        silent: true,
        emphasis: { disabled: true },
        data: points(counted),
        symbol: "circle",
        symbolSize: 7,
        lineStyle: { color: colour.info, width: 2.25 },
        itemStyle: { color: colour.info, borderColor: colour.surface, borderWidth: 1.5 },
        markArea: { silent: true, itemStyle: { color: colour.goodTint, opacity: 0.6 }, data: [goodSide(criterion, low, high)] },
        markLine: {
          silent: true,
          symbol: "none",
          animation: false,
          data: [targetLine(criterion, words), ...(criterion.baseline === null ? [] : [baselineLine(criterion.baseline, words)])],
        },
      },
      {
        type: "scatter",
        clip: false,
        silent: true,
        emphasis: { disabled: true },
        data: points(corrected),
        symbol: "circle",
        symbolSize: 7,
        itemStyle: { color: colour.surface, borderColor: colour.idle, borderWidth: 1.5 },
      },
    ],
  };
}

const targetLine = ({ target, unit }: MeasuredCriterion, words: Words) => ({
  yAxis: target,
  lineStyle: { color: colour.good, type: "dashed", width: 1.5 },
  label: {
    position: "insideStartTop",
    formatter: `${words.target} ${words.number(target)} ${unit}`.trim(),
    color: colour.goodText,
    fontSize: 11,
    fontWeight: 600,
  },
});

const baselineLine = (baseline: number, words: Words) => ({
  yAxis: baseline,
  lineStyle: { color: colour.idle, type: "dotted", width: 1.5 },
  label: {
    position: "insideStartTop",
    formatter: `${words.baseline} ${words.number(baseline)}`,
    color: colour.quiet,
    fontSize: 11,
  },
});

/** So many days evenly from the first to the last one shown. */
function shownDays({ measurements }: MeasuredCriterion, { startsOn, endsOn }: Span, count: number): number[] {
  const from = Date.parse(startsOn ?? measurements[0]!.measuredOn);
  const to = Date.parse(endsOn ?? measurements.at(-1)!.measuredOn);
  return Array.from({ length: count }, (_, at) => from + ((to - from) * at) / (count - 1));
}

/** From just below to just above everything the chart has to show. */
export function reachOf({ baseline, target, measurements }: MeasuredCriterion): [number, number] {
  const shown = [target, ...(baseline === null ? [] : [baseline]), ...measurements.map(({ value }) => value)];
  const [least, most] = [Math.min(...shown), Math.max(...shown)];
  const room = (most - least || Math.abs(most) || 1) * 0.14;
  return [round(least >= 0 && least - room < 0 ? 0 : least - room), round(most + room)];
}

const round = (value: number): number => Number(value.toPrecision(3));

function goodSide({ comparison, target }: MeasuredCriterion, low: number, high: number): [{ yAxis: number }, { yAxis: number }] {
  if (comparison === "atLeast") return [{ yAxis: target }, { yAxis: high }];
  if (comparison === "atMost") return [{ yAxis: low }, { yAxis: target }];
  return [{ yAxis: target }, { yAxis: target }];
}
