// `npm run bench`: runs every section (or those named as arguments) and rewrites them in bench/RESULTS.md.
// `npm run bench -- universe --companies 10000,100000 --peers lancedb,sqlite` measures some sizes and peers only.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { circumstances } from "./circumstances.ts";

const { values: options, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    companies: { type: "string", default: "10000,100000,1000000" },
    peers: { type: "string" },
  },
});

const sections: Record<string, () => Promise<string>> = {
  start: async () => (await import("./start.ts")).runStartBench(),
  import: async () => (await import("./import.ts")).runImportBench(),
  matching: async () => (await import("./matching.ts")).runMatchingBench(),
  universe: async () =>
    (await import("./universe/universe.ts")).runUniverseBench({
      companies: options.companies.split(",").map(Number),
      peers: options.peers?.split(","),
    }),
  quality: async () => (await import("./quality.ts")).runQualityBench(),
  learning: async () => (await import("./learning.ts")).runLearningBench(),
  meaning: async () => (await import("./meaning.ts")).runMeaningBench({ companies: options.companies.split(",").map(Number) }),
  "peers-quality": async () => (await import("./universe/peers-quality.ts")).runPeersQualityBench(),
  deduplication: async () => (await import("./deduplication.ts")).runDeduplicationBench(),
  assignment: async () => (await import("./assignment.ts")).runAssignmentBench(),
  "review-round": async () => (await import("./review-round.ts")).runReviewRoundBench(),
  pilots: async () => (await import("./pilots.ts")).runPilotsBench(),
};

const resultsFile = new URL("RESULTS.md", import.meta.url);
const unknown = wanted.filter((name) => !(name in sections));
if (unknown.length > 0) {
  console.error(`There is no section ${unknown.join(", ")}. Sections: ${Object.keys(sections).join(", ")}.`);
  process.exit(1);
}

for (const [name, run] of Object.entries(sections)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n── ${name}`);
  const markdown = await run();
  console.log(markdown);
  // Read only now: another run may have written its section meanwhile.
  const results = readSections().set(name, `${markdown.trim()}\n\n_${circumstances()}_`);
  writeFileSync(resultsFile, render(results));
}
process.exit(0);

function readSections(): Map<string, string> {
  const text = existsSync(resultsFile) ? readFileSync(resultsFile, "utf8") : "";
  return new Map([...text.matchAll(/<!-- ([\w-]+) -->\n([\s\S]*?)\n<!-- end \1 -->/g)].map(([, name, body]) => [name!, body!]));
}

function render(results: Map<string, string>): string {
  const bodies = Object.keys(sections)
    .filter((name) => results.has(name))
    .map((name) => `<!-- ${name} -->\n${results.get(name)}\n<!-- end ${name} -->`);
  return `# Measured

Made by \`npm run bench\`. Machines are noisy: read ratios within one section, they come from one run. The data under
\`../shared/data\` is not part of the repository; sections that need it say so when it is absent.

${bodies.join("\n\n")}
`;
}
