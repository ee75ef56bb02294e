import { createTheme, type MantineColorsTuple } from "@mantine/core";

const ink: MantineColorsTuple = ["#eef4f8", "#dbe6ee", "#b3cbdb", "#88aec8", "#6496b7", "#4d86ac", "#3f7ea8", "#306c93", "#255f84", "#0f4f72"];
const gold: MantineColorsTuple = ["#fff8e1", "#fdefcd", "#f9dd9e", "#f5c96b", "#f1b940", "#efaf24", "#eea913", "#d39403", "#bc8300", "#a37000"];

/** Shade 8 keeps text on primary buttons above 4.5:1 (WCAG 2.2 AA). */
export const theme = createTheme({
  primaryColor: "ink",
  primaryShade: { light: 8, dark: 7 },
  colors: { ink, gold },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  fontFamily:
    'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "WenQuanYi Micro Hei", sans-serif',
  headings: { fontWeight: "650" },
});
