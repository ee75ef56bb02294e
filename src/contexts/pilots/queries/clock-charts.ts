import { createFormatter } from "use-intl/core";
import type { ChartOption } from "#platform/charts/render-chart.ts";
import { type ChartPicture, chartColours as colour, drawChart } from "#platform/charts/render-chart.ts";
import type { Context } from "#platform/context.ts";
import { translator } from "#platform/i18n/translate.ts";
import type { FunnelStep, PilotClocks } from "../board-views.ts";

export interface ClockPictures {
  states: ChartPicture;
  funnel: ChartPicture;
}

/** Time in state and the funnel as pictures, with the words of the reader. */
export async function drawClocks(ctx: Context, { states, funnel }: PilotClocks): Promise<ClockPictures> {
  const t = await translator(ctx.locale);
  const format = createFormatter({ locale: ctx.locale, timeZone: "UTC" });
  const days = (value: number) => format.number(value, { maximumFractionDigits: value < 10 ? 1 : 0 });
  const counted = states.filter(({ times }) => times.count > 0);
  const stays = bars(
    counted.map(({ state }) => t(`pilots.state.${state}`)),
    [
      { name: t("pipeline.clocks.median"), colour: colour.info, values: counted.map(({ times }) => times.median) },
      { name: t("pipeline.clocks.ninetieth"), colour: colour.idle, values: counted.map(({ times }) => times.ninetieth) },
    ],
    days,
  );
  const steps = bars(
    funnel.map(({ step }) =>
      step === "assessed" || step === "shortlisted" ? t(`pipeline.funnel.${step}`) : t(`pilots.state.${step as PilotStep}`),
    ),
    [{ name: t("pipeline.clocks.count"), colour: colour.info, values: funnel.map(({ count }) => count) }],
    (value) => format.number(value),
  );
  return {
    states: await drawChart((width) => stays(width === "narrow"), Math.max(120, counted.length * 46 + 44)),
    funnel: await drawChart((width) => steps(width === "narrow"), funnel.length * 30 + 16),
  };
}

type PilotStep = Exclude<FunnelStep, "assessed" | "shortlisted">;

interface Bars {
  name: string;
  colour: string;
  values: (number | null)[];
}

/** Lying bars, the first one at the top, each with its number beside it. */
const bars =
  (names: readonly string[], series: readonly Bars[], say: (value: number) => string) =>
  (isNarrow: boolean): ChartOption => ({
    grid: { left: isNarrow ? 96 : 150, right: 56, top: series.length > 1 ? 30 : 4, bottom: 4 },
    ...(series.length > 1
      ? { legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12, textStyle: { color: colour.text, fontSize: 12 } } }
      : {}),
    xAxis: { type: "value", show: false, min: 0 },
    yAxis: {
      type: "category",
      inverse: true,
      data: [...names],
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: colour.text, fontSize: 12, width: isNarrow ? 90 : 140, overflow: "break" },
    },
    series: series.map(({ name, colour: fill, values }) => ({
      type: "bar" as const,
      name,
      data: values,
      silent: true,
      emphasis: { disabled: true },
      barMaxWidth: 18,
      itemStyle: { color: fill, borderRadius: [0, 3, 3, 0] },
      label: {
        show: true,
        position: "right" as const,
        color: colour.text,
        fontSize: 12,
        formatter: ({ value }: { value?: unknown }) => (typeof value === "number" ? say(value) : ""),
      },
    })),
  });
