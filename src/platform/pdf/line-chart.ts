import type { PdfCanvas } from "./canvas.ts";
import type { Block } from "./page-writer.ts";

export interface LineChart {
  points: readonly { day: string; value: number }[];
  /** First and last day of the axis. */
  from: string;
  to: string;
  low: number;
  high: number;
  /** Drawn across, with a word each. */
  target: { value: number; label: string };
  baseline: { value: number; label: string } | null;
  /** From and to which value the chart is shaded as good. */
  good: readonly [number, number];
  dayText(day: string): string;
  valueText(value: number): string;
  height?: number;
}

const ink = "#14527b";
const quiet = "#5b6b78";
const good = "#1c6b41";
const gutter = 44;
const foot = 16;

/** Values over days with a target and where it began; the same picture a page shows. */
export function lineChart(chart: LineChart): Block {
  const { height = 104, points, baseline, target } = chart;
  const ticks = ticksOf(chart.low, chart.high);
  const days = daysOf(chart);
  return {
    kind: "drawing",
    height,
    after: 4,
    texts: [...ticks.map(chart.valueText), ...days.map(chart.dayText), target.label, baseline?.label ?? ""],
    draw: (canvas, width) => {
      const x = scale(Date.parse(chart.from), Date.parse(chart.to), gutter, width - 8);
      const y = scale(chart.low, chart.high, height - foot, 6);
      const [from, to] = chart.good.map((value) => y(Math.min(Math.max(value, chart.low), chart.high))) as [number, number];
      canvas.box(gutter, Math.min(from, to), width - 8 - gutter, Math.abs(from - to), "#edf7f1");
      for (const tick of ticks) {
        canvas.line(gutter, y(tick), width - 8, y(tick), { colour: "#e3e9ee" });
        canvas.text(chart.valueText(tick), gutter - 6, y(tick) - 5, { size: 7, colour: quiet, align: "right" });
      }
      for (const [at, day] of days.entries()) {
        const align = at === 0 ? "left" : at === days.length - 1 ? "right" : "centre";
        canvas.text(chart.dayText(day), x(Date.parse(day)), height - foot + 4, { size: 7, colour: quiet, align });
      }
      drawLines(canvas, chart, { y, width });
      const drawn = points.map(({ day, value }) => [x(Date.parse(day)), y(value)] as const);
      canvas.path(drawn, { colour: ink, width: 1.6 });
      for (const [atX, atY] of drawn) canvas.dot(atX, atY, 2.4, ink);
    },
  };
}

function drawLines(
  canvas: PdfCanvas,
  { target, baseline }: LineChart,
  { y, width }: { y: (value: number) => number; width: number },
): void {
  canvas.line(gutter, y(target.value), width - 8, y(target.value), { colour: good, width: 1, dash: [4, 2.5] });
  canvas.text(target.label, gutter + 3, y(target.value) - 11, { size: 7, weight: "bold", colour: good });
  if (!baseline) return;
  canvas.line(gutter, y(baseline.value), width - 8, y(baseline.value), { colour: "#93a1ad", width: 0.8, dash: [1.2, 2] });
  canvas.text(baseline.label, gutter + 3, y(baseline.value) - 11, { size: 7, colour: quiet });
}

const scale = (from: number, to: number, start: number, end: number) => (value: number) =>
  start + ((value - from) / (to - from || 1)) * (end - start);

/** Three or four round values between the ends. */
function ticksOf(low: number, high: number): number[] {
  const rough = (high - low) / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((each) => each * power).find((each) => each >= rough)!;
  const ticks: number[] = [];
  for (let at = Math.ceil(low / step); at * step <= high; at++) ticks.push(Number((at * step).toPrecision(12)));
  return ticks;
}

const shownDays = 5;

function daysOf({ from, to }: LineChart): string[] {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  return Array.from({ length: shownDays }, (_, at) =>
    new Date(start + ((end - start) * at) / (shownDays - 1)).toISOString().slice(0, 10),
  );
}
