/** The self-check as a plain form sends it, in the shape its schema reads; what was left open stays untold. */
export function factsOfForm(input: Record<string, unknown>): Record<string, unknown> {
  const number = (name: string) => (typeof input[name] === "string" ? Number(input[name]) : undefined);
  const choice = (name: string) => (input[name] === "yes" ? true : input[name] === "no" ? false : undefined);
  const held =
    typeof input.certificates === "string" ? input.certificates.split(/[,;，；、\n]/u).map((name) => name.trim()) : undefined;
  const statements = Object.entries((input.statement ?? {}) as Record<string, unknown>).flatMap(([id, value]) =>
    value === "yes" || value === "no" ? [[id, value === "yes"]] : [],
  );
  const facts = {
    foundedYear: number("foundedYear"),
    teamSize: number("teamSize"),
    isRegistered: choice("isRegistered"),
    country: input.country,
    field: input.field,
    stage: input.stage,
    certificates: held?.filter(Boolean),
    statements: Object.fromEntries(statements),
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}
