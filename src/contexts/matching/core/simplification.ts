import { createRequire } from "node:module";

/** Simplified characters for traditional ones by OpenCC's tables (Apache-2.0), so that both spellings of a word meet. */
export function simplify(run: string): string {
  simplifier ??= loadSimplifier();
  return simplifier(run);
}

type Simplifier = (run: string) => string;

/** Groups of tables, each a string `traditional simplified|…` or a list of pairs. */
type Tables = (string | [string, string][])[][];

interface OpenccModule {
  Converter(options: { from: string; to: string }): Simplifier;
  Locale: { to: { cn: Tables } };
}

let simplifier: Simplifier | undefined;

function loadSimplifier(): Simplifier {
  try {
    const { Converter, Locale } = createRequire(import.meta.url)("opencc-js/t2cn") as OpenccModule;
    const convert = Converter({ from: "t", to: "cn" });
    const signs = telltaleCharacters(Locale.to.cn);
    return (run) => (hasAny(run, signs) ? convert(run) : run);
  } catch {
    return (run) => run;
  }
}

function hasAny(run: string, signs: ReadonlySet<number>): boolean {
  for (let at = 0; at < run.length; at++) if (signs.has(run.charCodeAt(at))) return true;
  return false;
}

/** UTF-16 units of which every spelling that the tables change has at least one: a run without any stays as it is. */
function telltaleCharacters(tables: Tables): ReadonlySet<number> {
  const changed = tables.flat().flatMap(readTable);
  const signs = new Set<number>();
  // Phrases mix common characters with traditional ones, so single characters go first.
  for (const [traditional, simplified] of changed.sort((a, b) => a[0].length - b[0].length)) {
    if (hasAny(traditional, signs)) continue;
    let at = 0;
    while (traditional[at] === simplified[at]) at++;
    signs.add(traditional.charCodeAt(Math.min(at, traditional.length - 1)));
  }
  return signs;
}

function readTable(table: string | [string, string][]): [string, string][] {
  const entries = typeof table === "string" ? table.split("|").map((entry) => entry.split(" ") as [string, string]) : table;
  return entries.filter(([traditional, simplified]) => traditional !== simplified);
}
