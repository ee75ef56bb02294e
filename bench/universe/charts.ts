import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as echarts from "echarts";
import { projectRoot } from "#platform/project-root.ts";
import { peers } from "./engine.ts";
import type { SizeResults } from "./results.ts";
import type { Timings } from "./timings.ts";

const directory = join(projectRoot, "docs/performance");
const width = 980;
const height = 440;

// The colours of Okabe and Ito, some darker for their names, told apart with every kind of colour vision; symbols and names at the lines say it again.
const styles: Record<string, { title: string; colour: string; symbol: string }> = {
  full: { title: "ours, full", colour: "#0072B2", symbol: "circle" },
  words: { title: "ours, words only", colour: "#56B4E9", symbol: "emptyCircle" },
  bare: { title: "bare loop", colour: "#555555", symbol: "none" },
  lancedb: { title: "LanceDB", colour: "#C85200", symbol: "triangle" },
  sqlite: { title: "SQLite FTS5", colour: "#00805D", symbol: "rect" },
  minisearch: { title: "MiniSearch", colour: "#B0578A", symbol: "diamond" },
  orama: { title: "Orama", colour: "#8F6B00", symbol: "pin" },
  postgres: { title: "PostgreSQL", colour: "#7A3E9D", symbol: "roundRect" },
  pglite: { title: "PGlite", colour: "#000000", symbol: "arrow" },
};

type Points = Record<string, [companies: number, value: number][]>;

interface Panel {
  title: string;
  unit: string;
  points: Points;
}

/** Draws the growth curves of all stored sizes into docs/performance. */
export function drawCharts(results: readonly SizeResults[]): void {
  mkdirSync(directory, { recursive: true });
  for (const quantile of ["p50", "p95"] as const) {
    draw(`growth-${quantile}.svg`, `Time of an answer (${quantile}) over the number of companies`, [
      { title: `Search of about four words, ${quantile}`, unit: "ms", points: timePoints(results, "short", quantile) },
      { title: `Need of about forty words, ${quantile}`, unit: "ms", points: timePoints(results, "long", quantile) },
    ]);
  }
  draw("costs.svg", "Memory and build time over the number of companies", [
    { title: "Resident memory while searching", unit: "MB", points: costPoints(results, "residentMegabytes") },
    { title: "Building the index", unit: "s", points: costPoints(results, "buildSeconds") },
  ]);
}

function timePoints(results: readonly SizeResults[], kind: string, quantile: "p50" | "p95"): Points {
  const value = (timings: Record<string, Timings>, name: string) => timings[name]?.[quantile];
  return pointsOf(results, ({ ours, peers: measured }, key) => {
    if (key === "bare") return value(ours.full.timings, `${kind} bare`);
    if (key === "full" || key === "words") return value(ours[key].timings, kind);
    const peer = measured[key];
    return peer === undefined || typeof peer === "string" ? undefined : value(peer.timings, kind);
  });
}

function costPoints(results: readonly SizeResults[], cost: "residentMegabytes" | "buildSeconds"): Points {
  return pointsOf(results, ({ ours, build, peers: measured }, key) => {
    if (key === "full") return cost === "buildSeconds" ? build.buildSeconds : ours.full.residentMegabytes;
    const peer = measured[key];
    return peer === undefined || typeof peer === "string" ? undefined : peer[cost];
  });
}

function pointsOf(results: readonly SizeResults[], valueAt: (size: SizeResults, key: string) => number | undefined): Points {
  const keys = ["full", "words", "bare", ...Object.keys(peers)];
  const entries = keys.map((key) => {
    const points = results.flatMap((size): [number, number][] => {
      const value = valueAt(size, key);
      return value === undefined ? [] : [[size.companies, Number(value.toPrecision(3))]];
    });
    return [key, points] as const;
  });
  return Object.fromEntries(entries.filter(([, points]) => points.length > 0));
}

function draw(file: string, title: string, panels: [Panel, Panel]): void {
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width, height });
  chart.setOption({
    animation: false,
    // An opaque card reads the same on a light and on a dark page.
    backgroundColor: "#ffffff",
    textStyle: { fontFamily: "Inter, 'Segoe UI', system-ui, sans-serif", color: "#24292f" },
    title: panels.map((panel, at) => ({
      text: panel.title,
      left: at === 0 ? 56 : 546,
      top: 14,
      textStyle: { fontSize: 15, fontWeight: 600, color: "#24292f" },
    })),
    grid: panels.map((_, at) => ({ left: at === 0 ? 56 : 546, top: 56, width: 300, bottom: 44 })),
    xAxis: panels.map((_, at) => ({ gridIndex: at, ...logAxis("companies") })),
    yAxis: panels.map(({ unit }, at) => ({ gridIndex: at, ...logAxis(unit) })),
    series: panels.flatMap(({ points }, at) => {
      const most = Math.max(...Object.values(points).map((data) => data.at(-1)![0]));
      return Object.entries(points).map(([key, data]) => line(key, data, at, data.at(-1)![0] === most));
    }),
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  writeFileSync(join(directory, file), svg.replace(/<svg([^>]*)>/, `<svg$1 role="img"><title>${title}</title>`));
}

function logAxis(name: string) {
  return {
    type: "log" as const,
    name,
    nameLocation: name === "companies" ? ("middle" as const) : ("end" as const),
    nameGap: name === "companies" ? 26 : 8,
    nameTextStyle: { color: "#57606a", fontSize: 12 },
    axisLine: { show: true, lineStyle: { color: "#8c959f" } },
    axisLabel: { color: "#57606a", fontSize: 12, formatter: short },
    splitLine: { lineStyle: { color: "#e6e9ed" } },
  };
}

const short = (value: number): string =>
  value >= 1e6 ? `${value / 1e6} M` : value >= 1000 ? `${value / 1000} k` : String(value);

function line(key: string, data: [number, number][], panel: number, isWhole: boolean) {
  const { title, colour, symbol } = styles[key]!;
  const isOurs = key === "full" || key === "words";
  return {
    type: "line" as const,
    name: title,
    data,
    xAxisIndex: panel,
    yAxisIndex: panel,
    symbol,
    symbolSize: 8,
    lineStyle: { color: colour, width: isOurs ? 3.5 : 1.8, type: key === "bare" ? ("dashed" as const) : ("solid" as const) },
    itemStyle: { color: colour },
    z: isOurs ? 5 : 2,
    endLabel: {
      show: true,
      distance: 8,
      formatter: title,
      backgroundColor: "#ffffffcc",
      color: colour === "#56B4E9" ? "#2b7fae" : colour,
      fontSize: 12,
      fontWeight: isOurs ? ("bold" as const) : ("normal" as const),
    },
    // Names that stand in one column give way to each other.
    labelLayout: isWhole ? { moveOverlap: "shiftY" as const } : {},
  };
}
