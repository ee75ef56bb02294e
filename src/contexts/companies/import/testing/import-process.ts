// A process of its own for the kill test: imports the file given and says after each batch how far it is.
import { readConfig } from "#platform/config.ts";
import { openPlatform } from "#server/platform.ts";
import { runImportFromFile } from "../from-file.ts";

const [directory, file, source] = process.argv.slice(2) as [string, string, string];
const platform = await openPlatform(readConfig({ DATA_DIR: directory, LOG_LEVEL: "silent" }));
const report = await runImportFromFile(platform, file, {
  source,
  onProgress: ({ rowsRead }) => process.stdout.write(`${rowsRead}\n`),
});
const rows = await platform.database.pool.query(
  `select s.external_id, c.name, c.city, c.version, (select count(*)::int from app.company_translation t where t.company_id = c.id) as translations
   from app.company_source s join app.company c on c.id = s.company_id where s.source = $1 order by s.external_id`,
  [source],
);
const companies = await platform.database.pool.query("select count(*)::int as count from app.company");
process.stdout.write(`${JSON.stringify({ report, rows: rows.rows, companies: companies.rows[0].count })}\n`);
await platform.database.close();
process.exit(0);
