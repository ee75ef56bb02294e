import type pg from "pg";

const typescriptTypes: Record<string, string> = {
  uuid: "string",
  text: "string",
  varchar: "string",
  bpchar: "string",
  citext: "string",
  date: "string",
  interval: "string",
  name: "string",
  int2: "number",
  int4: "number",
  int8: "number",
  float4: "number",
  float8: "number",
  numeric: "number",
  bool: "boolean",
  timestamptz: "Date",
  bytea: "Buffer",
  tsvector: "string",
};

interface Column {
  tableName: string;
  columnName: string;
  typeName: string;
  isNullable: boolean;
  isGenerated: boolean;
  checkExpression: string | null;
}

/** TypeScript types of every table in schema app, read from the migrated database. */
export async function generateDatabaseTypes(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<Column>(`
    select c.relname as "tableName", a.attname as "columnName", t.typname as "typeName",
      not a.attnotnull as "isNullable",
      (a.attidentity <> '' or a.atthasdef or a.attgenerated <> '') as "isGenerated",
      (select pg_get_constraintdef(k.oid) from pg_constraint k where k.conrelid = c.oid and k.contype = 'c'
         and k.conkey = array[a.attnum] and pg_get_constraintdef(k.oid) ~ 'ANY \\(+ARRAY\\[' limit 1) as "checkExpression"
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
    where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p', 'v') and not c.relispartition and a.attnum > 0 and not a.attisdropped
    order by c.relname, a.attnum`);
  const tables = Map.groupBy(rows, ({ tableName }) => tableName);
  const interfaces = [...tables].map(([table, columns]) => interfaceOf(table, columns));
  const index = [...tables.keys()].map((table) => `  ${camelCase(table)}: ${pascalCase(table)}Table;`);
  return [
    "// Generated from the migrated database by `npm run generate`; `npm run check` fails when it differs.",
    'import type { ColumnType, Generated } from "kysely";',
    "",
    "export type Json = ColumnType<unknown, never, never>;",
    "",
    ...interfaces,
    "export interface DB {",
    ...index,
    "}",
    "",
  ].join("\n");
}

function interfaceOf(table: string, columns: Column[]): string {
  const lines = columns.map((column) => `  ${camelCase(column.columnName)}: ${typeOf(column)};`);
  return `export interface ${pascalCase(table)}Table {\n${lines.join("\n")}\n}\n`;
}

function typeOf({ typeName, isNullable, isGenerated, checkExpression }: Column): string {
  if (typeName === "jsonb" || typeName === "json") {
    return isGenerated && !isNullable
      ? "ColumnType<any, any, any>"
      : isNullable
        ? "ColumnType<any | null, any, any>"
        : "ColumnType<any, any, any>";
  }
  const isArray = typeName.startsWith("_");
  const base = typescriptTypes[isArray ? typeName.slice(1) : typeName] ?? "unknown";
  const choices = isArray ? null : choicesOf(checkExpression);
  const plain = isArray ? `${base}[]` : (choices ?? base);
  const nullable = isNullable ? `${plain} | null` : plain;
  return isGenerated && !isNullable ? `Generated<${nullable}>` : nullable;
}

/** `check (status in ('a', 'b'))` becomes the union "a" | "b". */
function choicesOf(expression: string | null): string | null {
  if (!expression) return null;
  const values = [...expression.matchAll(/'([^']+)'::text/g)].map(([, value]) => JSON.stringify(value));
  return values.length > 0 ? values.join(" | ") : null;
}

const camelCase = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const pascalCase = (name: string): string => camelCase(name).replace(/^\w/, (letter) => letter.toUpperCase());
