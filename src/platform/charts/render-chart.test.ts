import { expect, test } from "vitest";
import { chartColours, drawChart } from "./render-chart.ts";

test("a chart stands in the page without styles or scripts of its own, in colours of the theme", async () => {
  const { wide, narrow } = await drawChart(
    () => ({
      xAxis: { type: "category", data: ["一月", "<script>alert(1)</script>"] },
      yAxis: { type: "value" },
      series: [{ type: "line", data: [1, 2], lineStyle: { color: chartColours.info } }],
    }),
    120,
  );
  expect(wide).toContain('viewBox="0 0 720 120"');
  expect(narrow).toContain('viewBox="0 0 330 120"');
  expect(wide).toContain('stroke="var(--jq-info)"');
  expect(wide).toContain("一月");
  expect(wide).not.toMatch(/<style|<script|class=|zr\d/);
});
