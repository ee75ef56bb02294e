import Mustache from "mustache";

/** What a text names without knowing it yet: `{{startup.name}}`, or `{{#criteria}} … {{/criteria}}` around what is said of each. */
export interface Mark {
  name: string;
  /** Line it stands in, counted from one. */
  line: number;
  kind: "field" | "list" | "empty";
  /** The list it stands in. */
  within: string | null;
}

/** Why a text cannot be read: a brace or list that is not closed, or a mark nobody may use here. */
export interface BrokenMark {
  name: string;
  line: number;
  kind: "unclosed" | "unopened" | "notAllowed";
}

export interface ReadTemplate {
  marks: Mark[];
  broken: BrokenMark | null;
}

/** The marks of a text in the order they come, and where it is broken. Nothing of a text is ever run. */
export function readTemplate(text: string): ReadTemplate {
  const lineAt = (position: number) => text.slice(0, position).split("\n").length;
  try {
    const marks: Mark[] = [];
    const refused = collect(Mustache.parse(text) as unknown as Span[], null, lineAt, marks);
    return { marks, broken: refused };
  } catch (error) {
    return { marks: [], broken: brokenAt(text, error instanceof Error ? error.message : "", lineAt) };
  }
}

type Span = [kind: string, name: string, start: number, end: number, inner?: Span[]];

function collect(
  spans: readonly Span[],
  within: string | null,
  lineAt: (position: number) => number,
  marks: Mark[],
): BrokenMark | null {
  for (const [type, name, start, , inner] of spans) {
    if (type === "text" || type === "!") continue;
    const kind = kinds[type];
    const line = lineAt(start);
    if (!kind) return { name, line, kind: "notAllowed" };
    marks.push({ name, line, kind, within });
    const refused = Array.isArray(inner) ? collect(inner, kind === "list" ? name : within, lineAt, marks) : null;
    if (refused) return refused;
  }
  return null;
}

/** Partials and other braces are not for texts people write. */
const kinds: Partial<Record<string, Mark["kind"]>> = { name: "field", "&": "field", "#": "list", "^": "empty" };

/** Where the reader of braces stopped: it names a list, or the place behind a brace that never closes. */
function brokenAt(text: string, message: string, lineAt: (position: number) => number): BrokenMark {
  const name = /"(.*)"/.exec(message)?.[1] ?? null;
  const position = Number(/at (\d+)$/.exec(message)?.[1] ?? 0);
  if (message.startsWith("Unopened")) return { name: name ?? "", line: lineAt(position), kind: "unopened" };
  if (name !== null) {
    const opened = text.search(new RegExp(`\\{\\{[#^]\\s*${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\s*\\}\\}`));
    return { name, line: lineAt(Math.max(opened, 0)), kind: "unclosed" };
  }
  const open = text.lastIndexOf("{{", position);
  return { name: text.slice(open, open + 30).split("\n")[0] ?? "", line: lineAt(Math.max(open, 0)), kind: "unclosed" };
}

export type TemplateValue = string | readonly Readonly<Record<string, string>>[];

/** Stands for a line break inside a value: what somebody typed never becomes a heading or a paragraph of the text around it. */
export const breakInValue = "\u2028";

/** The text with its marks filled, from values by their dotted names; call it only where none is missing. */
export function fillTemplate(text: string, values: Readonly<Record<string, TemplateValue>>): string {
  const view = {};
  for (const [name, value] of Object.entries(values)) place(view, name.split("."), value);
  return Mustache.render(text, view, {}, { escape: (value) => String(value).replaceAll("\n", breakInValue) });
}

function place(node: Record<string, unknown>, [first, ...rest]: string[], value: unknown): void {
  if (rest.length === 0) node[first!] = value;
  else {
    node[first!] ??= {};
    place(node[first!] as Record<string, unknown>, rest, value);
  }
}
