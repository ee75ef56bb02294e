import type { Facet } from "#ui/list/list-params.ts";
import type { Tone } from "#ui/state-badge.tsx";

/** Invented content for the style page; shown as people's content is, in the language it was written in. */
export interface SampleCompany {
  id: string;
  name: string;
  city: string;
  field: string;
  stage: string;
  founded: number;
  fundingFen: number;
  score: number;
  state: { tone: Tone; label: string };
  seenAt: string;
}

const tones: { tone: Tone; label: string }[] = [
  { tone: "accent", label: "Your turn" },
  { tone: "info", label: "Contacted" },
  { tone: "good", label: "Admitted" },
  { tone: "idle", label: "Spotted" },
  { tone: "warn", label: "Re-check due" },
  { tone: "bad", label: "Passed" },
];

const names: [string, string, string][] = [
  ["灵动能源 Lingdong Power", "Shanghai", "Battery management"],
  ["Voltaris Diagnostics", "Munich", "Battery management"],
  ["Северный Контур", "Saint Petersburg", "Grid integration"],
  ["Quayline Robotics", "Rotterdam", "Robotics"],
  ["桥澜视觉 Qiaolan Vision", "Hangzhou", "Quality inspection"],
  ["Harborlight Mobility Data Exchange and Services", "Hamburg", "Fleet management"],
  ["Tessera Silicon", "Dresden", "Semiconductor materials"],
  ["云雀语音 Skylark Speech", "Shenzhen", "Voice assistants"],
];

export const sampleCompanies: SampleCompany[] = names.map(([name, city, field], index) => ({
  id: `sample-${index}`,
  name,
  city,
  field,
  stage: ["Seed", "Series A", "Series B"][index % 3] ?? "Seed",
  founded: 2014 + ((index * 3) % 11),
  fundingFen: [1_200_000_00, 48_000_000_00, 0, 315_500_000_00][index % 4] ?? 0,
  score: 0.93 - index * 0.09,
  state: tones[index % tones.length] ?? { tone: "idle", label: "Spotted" },
  seenAt: new Date(Date.UTC(2026, 10, 20 - index * 6, 3)).toISOString(),
}));

export const sampleFacets: Facet[] = [
  {
    name: "field",
    label: "Field",
    options: ["Battery management", "Charging", "Robotics", "Quality inspection", "Fleet management", "Voice assistants"].map(
      (label, index) => ({
        value: label.toLowerCase().replace(" ", "-"),
        label,
        count: 214 - index * 37,
      }),
    ),
  },
  {
    name: "country",
    label: "Country",
    options: [
      ["CN", "China", 1804],
      ["DE", "Germany", 962],
      ["NL", "Netherlands", 211],
      ["RU", "Russia", 77],
      ["FR", "France", 402],
      ["US", "United States", 1231],
      ["IL", "Israel", 145],
      ["JP", "Japan", 98],
      ["KR", "South Korea", 84],
      ["SE", "Sweden", 61],
      ["GB", "United Kingdom", 377],
      ["SG", "Singapore", 0],
    ].map(([value, label, count]) => ({ value: String(value), label: String(label), count: Number(count) })),
  },
  {
    name: "stage",
    label: "Stage",
    single: true,
    options: [
      { value: "seed", label: "Seed", count: 1210 },
      { value: "series-a", label: "Series A", count: 640 },
    ],
  },
];

export const sampleText =
  "Cloud-based diagnostics for lithium-ion packs: impedance spectra from the vehicle's own chargers are read in minutes and turned into a state of health per cell.";
export const sampleSpans = ["Cloud-based diagnostics", "lithium-ion packs", "state of health"].map((words): [number, number] => {
  const start = sampleText.indexOf(words);
  return [start, start + words.length];
});
export const sampleChinese = "面向锂离子电池包的云端诊断：利用车载充电机采集阻抗谱，数分钟内给出每个电芯的健康状态。";
