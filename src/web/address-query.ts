/** What an address asks of a list, for a strict schema: empty names are absent, repeated ones lists. `ofThePage` are names the list knows nothing of. */
export function addressQuery(params: URLSearchParams, ofThePage: readonly string[] = []): Record<string, string | string[]> {
  const left = new Set([...ofThePage, ...ofTheRouter]);
  const names = [...new Set(params.keys())].filter((name) => !left.has(name));
  return Object.fromEntries(
    names.flatMap((name) => {
      const values = params.getAll(name).filter((value) => value !== "");
      return values.length === 0 ? [] : [[name, values.length > 1 ? values : values[0]!]];
    }),
  );
}

const ofTheRouter = ["_routes", "index"];
