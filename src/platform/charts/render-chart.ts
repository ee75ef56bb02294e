/** What ECharts draws, by its own names; its full type is a union of a hundred options, which takes the compiler minutes. */
export type ChartOption = Readonly<Record<string, unknown>>;

/** Colours of the theme as a picture inside the page reads them: they follow light and dark by themselves. */
export const chartColours = {
  text: "var(--mantine-color-text)",
  quiet: "var(--mantine-color-dimmed)",
  surface: "var(--jq-surface)",
  line: "var(--jq-line)",
  lineStrong: "var(--jq-line-strong)",
  good: "var(--jq-good)",
  goodText: "var(--jq-good-text)",
  goodTint: "var(--jq-good-tint)",
  warn: "var(--jq-warn)",
  bad: "var(--jq-bad)",
  info: "var(--jq-info)",
  infoTint: "var(--jq-info-tint)",
  idle: "var(--jq-idle)",
  accent: "var(--jq-accent)",
} as const;

/** The same picture twice, because text that shrinks with it could not be read on a phone. */
export interface ChartPicture {
  wide: string;
  narrow: string;
}

export const chartWidths = { wide: 720, narrow: 330 } as const;

/** Draws a chart for a page on the server, so that it stands there without a script and under the strictest content policy. */
export async function drawChart(
  optionOf: (width: keyof typeof chartWidths) => ChartOption,
  height: number,
): Promise<ChartPicture> {
  const [wide, narrow] = await Promise.all([
    renderChart(optionOf("wide"), { width: chartWidths.wide, height }),
    renderChart(optionOf("narrow"), { width: chartWidths.narrow, height }),
  ]);
  return { wide, narrow };
}

let drawn = 0;

/** One chart as SVG. Without styles of its own, which the page would refuse, and with names no other chart on the page has. */
export async function renderChart(option: ChartOption, { width, height }: { width: number; height: number }): Promise<string> {
  const { init } = await loadCharts();
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    chart.setOption({ animation: false, textStyle: { fontFamily: "inherit" }, ...option });
    const prefix = `chart${++drawn}-`;
    return chart
      .renderToSVGString()
      .replace(/<style[\s\S]*?<\/style>/g, "")
      .replace(/ class="[^"]*"| pointer-events="[^"]*"| ecmeta_[a-z_]+="[^"]*"/g, "")
      .replace(/\bzr\d+-/g, prefix)
      .replace("<svg ", '<svg aria-hidden="true" focusable="false" ');
  } finally {
    chart.dispose();
  }
}

let loading: ReturnType<typeof importCharts> | undefined;

/** Only what is drawn here, and only once somebody looks at a chart. */
function loadCharts() {
  loading ??= importCharts();
  return loading;
}

async function importCharts() {
  const [core, charts, components, { SVGRenderer }] = await Promise.all([
    import("echarts/core"),
    import("echarts/charts"),
    import("echarts/components"),
    import("echarts/renderers"),
  ]);
  core.use([charts.LineChart, charts.BarChart, charts.CustomChart, charts.ScatterChart, SVGRenderer]);
  core.use([components.GridComponent, components.MarkLineComponent, components.MarkAreaComponent, components.LegendComponent]);
  return core;
}
