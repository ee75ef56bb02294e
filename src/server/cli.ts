// The command line: `npx jinqiao …`. Works on the base of DATA_DIR or DATABASE_URL, or over REST with --url and --token.
import { Command } from "commander";
import { addCompanyCommands } from "./cli/companies.ts";
import { addMaintenanceCommands } from "./cli/maintenance.ts";
import { addMatchCommand } from "./cli/match.ts";
import { addUserCommands } from "./cli/user.ts";

const program = new Command("jinqiao")
  .description("The command line of a joint innovation base.")
  .option("--url <address>", "talk to a running server instead of opening the database")
  .option("--token <token>", "token for --url (Account → Tokens), or JINQIAO_TOKEN", process.env.JINQIAO_TOKEN)
  .showHelpAfterError();

addCompanyCommands(program);
addMatchCommand(program);
addMaintenanceCommands(program);
addUserCommands(program);

try {
  await program.parseAsync();
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (process.env.LOG_LEVEL === "debug") console.error(error);
  process.exit(1);
}
