import { createHash } from "node:crypto";
import type { RouteConfigEntry } from "@react-router/dev/routes";
import { RouterContextProvider } from "react-router";
import type { Endpoint } from "#platform/api.ts";
import type { Context } from "#platform/context.ts";
import { DomainError } from "#platform/errors.ts";
import { parse, parseParams } from "#platform/parse.ts";
import { rehearsing } from "#platform/rehearsal.ts";
import { nonceKey, requestContextKey } from "#web/context.ts";
import { endpoints } from "../contexts.ts";
import type { Reading } from "./readings.ts";

/** What the parameters of addresses stand for; one without a value is an id nobody bears. */
export type PathValues = Record<string, string>;

/** Further queries for single endpoints and pages, by path; each is read beside the plain one. */
export type FurtherQueries = Record<string, Record<string, string | string[]>[]>;

/** Counts how often it is asked: what it answers says how many asked before, and nothing of who asks. */
const counting = ["/answers/:secret", "/answer/:secret"];

const nobody = "019a0000-0000-7000-8000-000000000000";

/**
 * For tests: everything one reader can read – each GET endpoint and each page's loader, found by themselves, so that none that is added
 * is forgotten. Whatever a reading writes (an audit entry of an export) is taken back.
 */
export async function everythingReadable(
  ctx: Context,
  values: PathValues,
  further: FurtherQueries = {},
  isAsked: (path: string) => boolean = () => true,
): Promise<Reading[]> {
  const isWanted = (path: string) => isAsked(path) && !counting.includes(path);
  const reader = rehearsing(ctx);
  const readings: Reading[] = [];
  for (const endpoint of endpoints.filter(({ method, path }) => method === "get" && isWanted(path))) {
    for (const query of [{}, ...(further[endpoint.path] ?? [])]) {
      const what = `GET ${endpoint.path} ${JSON.stringify(query)}`;
      readings.push({ what, answer: await answerOf(() => askEndpoint(reader, endpoint, values, query)) });
    }
  }
  for (const { path, file, load } of (await pages()).filter((page) => isWanted(page.path))) {
    for (const query of [{}, ...(further[path] ?? [])]) {
      const what = `page ${path} ${JSON.stringify(query)} ${file}`;
      readings.push({ what, answer: await answerOf(() => load(reader, values, query)) });
    }
  }
  return readings;
}

async function askEndpoint(
  ctx: Context,
  endpoint: Endpoint,
  values: PathValues,
  query: Record<string, string | string[]>,
): Promise<unknown> {
  const { scope, isForApplicants, params, response } = endpoint;
  if (scope !== null && (ctx.actor.kind === "visitor" || (ctx.actor.seatId === null && !isForApplicants))) return "refused";
  const result = await endpoint.handle(ctx, {
    params: (params ? parseParams(params, paramsOf(endpoint.path, values)) : undefined) as never,
    query: (endpoint.query ? parse(endpoint.query, query) : undefined) as never,
    body: undefined as never,
    raw: new Request("http://localhost/"),
  });
  return result instanceof Response || !response ? result : response.parse(result);
}

const paramsOf = (path: string, values: PathValues): Record<string, string> =>
  Object.fromEntries([...path.matchAll(/:(\w+)/g)].map(([, name]) => [name, values[name!] ?? nobody]));

interface Page {
  path: string;
  file: string;
  load(ctx: Context, values: PathValues, query: Record<string, string | string[]>): Promise<unknown>;
}

let found: Promise<Page[]> | undefined;

/** Every route with a loader, layouts too. */
function pages(): Promise<Page[]> {
  found ??= findPages();
  return found;
}

async function findPages(): Promise<Page[]> {
  const { default: routes } = await import("../../routes.ts");
  const files = flat((await routes) as RouteConfigEntry[], "");
  const modules = await Promise.all(files.map(async (route) => ({ ...route, module: await importOf(route.file) })));
  return modules.flatMap(({ path, file, module }) => (module.loader ? [{ path, file, load: loading(path, module.loader) }] : []));
}

/** A page that cannot be imported answers that it cannot. */
const importOf = (file: string): Promise<{ loader?: Loader }> =>
  import(new URL(`../../${file}`, import.meta.url).href).catch((error: unknown) => ({ loader: () => Promise.reject(error) }));

const flat = (routes: readonly RouteConfigEntry[], above: string): { path: string; file: string }[] =>
  routes.flatMap(({ path, file, children = [] }) => {
    const own = path ? `${above}/${path}` : above;
    return [{ path: own || "/", file }, ...flat(children, own)];
  });

type Loader = (args: Record<string, unknown>) => Promise<unknown>;

const loading =
  (path: string, loader: Loader): Page["load"] =>
  (ctx, values, query) => {
    const context = new RouterContextProvider();
    context.set(requestContextKey, ctx);
    context.set(nonceKey, "");
    const params = paramsOf(path, values);
    const address = new URL(
      path.replace(/:(\w+)/g, (_, name: string) => params[name]!),
      "http://localhost",
    );
    for (const [name, value] of Object.entries(query)) for (const each of [value].flat()) address.searchParams.append(name, each);
    return loader({ context, params, request: new Request(address), url: address, pattern: path });
  };

/** An answer or a refusal as one text: files too, of which XLSX is read and PDF told by its bytes; what fails says UNEXPECTED. */
async function answerOf(read: () => Promise<unknown>): Promise<string> {
  try {
    return await textOf(await read());
  } catch (thrown) {
    if (thrown instanceof DomainError) return `${thrown.code} ${thrown.messageKey}`;
    if (thrown instanceof Response) return textOf(thrown);
    if (isData(thrown)) return `${thrown.init?.status} ${JSON.stringify(thrown.data)}`;
    return `UNEXPECTED ${thrown}`;
  }
}

async function textOf(value: unknown): Promise<string> {
  if (!(value instanceof Response)) return JSON.stringify(isData(value) ? value.data : value) ?? "nothing";
  const type = value.headers.get("content-type") ?? "";
  const bytes = new Uint8Array(await value.arrayBuffer());
  if (type.includes("spreadsheetml")) {
    const { readXlsx } = await import("hucre/xlsx");
    return JSON.stringify((await readXlsx(bytes)).sheets[0]?.rows);
  }
  if (type.includes("pdf")) return `PDF ${bytes.length} ${createHash("sha256").update(bytes).digest("hex")}`;
  return `${value.status} ${value.headers.get("location") ?? ""} ${new TextDecoder().decode(bytes)}`;
}

const isData = (value: unknown): value is { data: unknown; init: { status?: number } | null } =>
  typeof value === "object" && value !== null && (value as { type?: string }).type === "DataWithResponseInit";
