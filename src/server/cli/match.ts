import { type Command, InvalidArgumentError } from "commander";
import { fields, foundedBands, sizeBands, stages, topics } from "#contexts/companies/index.ts";
import {
  filterNames,
  matchFilter,
  matchQueriesFile,
  matchText,
  openMatchingIndex,
  type TextMatches,
  type TextQuery,
  textFields,
  textQuery,
} from "#contexts/matching/index.ts";
import { requireFile, requireTarget } from "./file-arguments.ts";
import { type RemoteOptions, request, withBase } from "./session.ts";

type TextField = (typeof textFields)[number];

interface MatchOptions {
  text?: string;
  lang?: string;
  queries?: string;
  out?: string;
  top?: number;
  filter?: Record<string, string[]>;
  fields?: TextField[];
  json?: boolean;
}

export function addMatchCommand(program: Command): void {
  program
    .command("match")
    .description("rank companies for a text, or for each line of a file of queries")
    .option("--text <text>", "what is looked for")
    .option("--lang <code>", "language of the text, or of the queries that name none (default: recognised)", languageCode)
    .option("--queries <file>", "JSONL, one {id, text, lang?} a line")
    .option("--out <file>", "with --queries: tab-separated query id, company id as imported, rank, score")
    .option("--top <n>", "companies a query (default 20, with --queries 100)", wholeNumber)
    .option("--filter <facet=value>", `narrow by ${filterNames.join(", ")}; repeatable`, collectFilter)
    .option("--fields <names>", `fields searched, comma-separated: ${textFields.join(", ")}`, fieldList)
    .option("--json", "print JSON")
    .action((options: MatchOptions) => match(program.opts<RemoteOptions>(), options));
}

async function match(remote: RemoteOptions, options: MatchOptions): Promise<void> {
  if (options.queries !== undefined) return matchFile(options);
  if (!options.text?.trim()) throw new Error('Say what you look for: --text "…", or --queries FILE --out FILE.');
  const query: TextQuery = {
    text: options.text,
    top: options.top ?? 20,
    filters: options.filter ?? {},
    ...(options.lang ? { lang: options.lang } : {}),
    ...(options.fields ? { fields: options.fields } : {}),
  };
  show(remote.url ? await matchOverRest(remote, query) : await matchHere(query), options.json ?? false);
}

const matchOverRest = (remote: RemoteOptions, query: TextQuery): Promise<TextMatches> =>
  request<TextMatches>(remote, "/matches", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(query),
  });

function matchHere(query: TextQuery): Promise<TextMatches> {
  return withBase(async (platform, ctx) => {
    const index = await openMatchingIndex(platform, { inProcess: true });
    try {
      return await matchText(ctx, query);
    } finally {
      await index.close();
    }
  });
}

async function matchFile({ text, queries, out, top, lang, filter, fields, json }: MatchOptions): Promise<void> {
  if (text !== undefined) throw new Error("Give --text or --queries, not both.");
  if (json) throw new Error("--json goes with --text; --queries writes tab-separated lines to --out.");
  if (!out) throw new Error("Say where to write: --out FILE.");
  requireFile(queries!);
  requireTarget(out);
  const profileFields = fields?.filter((field) => field !== "concepts");
  const report = await withBase((_, ctx) =>
    matchQueriesFile(ctx, queries!, out, {
      top: top ?? 100,
      lang,
      ...(filter ? { filters: filter } : {}),
      ...(profileFields ? { fields: profileFields } : {}),
    }),
  );
  console.log(`${report.queries} queries, ${report.lines} lines written to ${out}.`);
}

function show({ items, total }: TextMatches, asJson: boolean): void {
  if (asJson) {
    console.log(JSON.stringify({ items, total }, null, 2));
    return;
  }
  if (items.length === 0) console.log("Nothing fits. Try other words, fewer filters, or import companies first.");
  for (const { rank, company, fit, reasons } of items) {
    const facts = [company.city, company.country, company.foundedYear, company.stage].filter(Boolean).join(", ");
    console.log(`${String(rank).padStart(3)}. ${company.name}${facts ? ` (${facts})` : ""}  ${Math.round(fit * 100)} %`);
    if (company.oneLiner) console.log(`     ${company.oneLiner}`);
    const words = reasons
      .filter(({ share }) => share > 0)
      .slice(0, 5)
      .map(sentenceOf);
    if (words.length > 0) console.log(`     because: ${words.join("; ")}`);
  }
}

function sentenceOf({ bridge, asked, found }: TextMatches["items"][number]["reasons"][number]): string {
  if (bridge) return `${bridge.from} → ${bridge.to}`;
  return asked.join(" ") === found.join(" ") ? asked.join(" ") : `${asked.join(" ")} → ${found.join(", ")}`;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 1000) throw new InvalidArgumentError("a whole number from 1 to 1000");
  return value;
}

function collectFilter(text: string, filters: Record<string, string[]> = {}): Record<string, string[]> {
  const [facet = "", value = ""] = text.split(/=(.*)/s);
  if (!(filterNames as string[]).includes(facet)) {
    throw new InvalidArgumentError(`there is no facet "${facet}"; facets: ${filterNames.join(", ")}`);
  }
  const values = value.split(",");
  if (!matchFilter.safeParse({ [facet]: values }).success) throw new InvalidArgumentError(`${facet} is ${filterForms[facet]}`);
  return { ...filters, [facet]: [...(filters[facet] ?? []), ...values] };
}

const idsOf = (bands: readonly { id: string }[]): string => bands.map(({ id }) => id).join(", ");

const filterForms: Record<string, string> = {
  country: "two capital letters, such as CN or DE",
  stage: `one of ${stages.join(", ")}`,
  field: `one of ${fields.join(", ")}`,
  topic: `one of ${topics.join(", ")}`,
  founded: `one of ${idsOf(foundedBands)}`,
  size: `one of ${idsOf(sizeBands)}`,
  source: "the name of a source, at most 120 characters",
  status: "a status, at most 120 characters",
};

function languageCode(text: string): string {
  if (!textQuery.shape.lang.safeParse(text).success) throw new InvalidArgumentError("a language code, such as en, zh, de or ru");
  return text;
}

const fieldNames: Record<string, TextField> = { one_liner: "oneLiner", "one-liner": "oneLiner" };

function fieldList(text: string): TextField[] {
  return text.split(",").map((part) => {
    const name = (fieldNames[part.trim()] ?? part.trim()) as TextField;
    if (!textFields.includes(name))
      throw new InvalidArgumentError(`there is no field "${part}"; fields: ${textFields.join(", ")}`);
    return name;
  });
}
