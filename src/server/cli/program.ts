import { Command, CommanderError, InvalidArgumentError } from "commander";
import { DirectoryInUse } from "#platform/db/directory-lock.ts";
import { addCompanyCommands } from "./companies.ts";
import { addMaintenanceCommands } from "./maintenance.ts";
import { addMatchCommand } from "./match.ts";
import { sentenceOf } from "./sentence.ts";
import type { RemoteOptions } from "./session.ts";
import { addUniverseCommand } from "./universe.ts";
import { addUserCommands } from "./user.ts";

/** Runs one command; returns the exit code. Whatever goes wrong is said in a sentence on stderr. */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  const program = new Command("jinqiao")
    .description("The command line of a joint innovation base.")
    .option("--url <address>", "talk to a running server instead of opening the database (match, import companies)", webAddress)
    .option("--token <token>", "token for --url (Account → Tokens), or JINQIAO_TOKEN", process.env.JINQIAO_TOKEN)
    .showHelpAfterError()
    .exitOverride();
  addCompanyCommands(program);
  addMatchCommand(program);
  addMaintenanceCommands(program);
  addUniverseCommand(program);
  addUserCommands(program);
  let canGoOverRest = false;
  program.hook("preAction", (_, action) => {
    canGoOverRest = goesOverRest(action);
    if (program.opts<RemoteOptions>().url && !canGoOverRest)
      throw new Error(`"${pathOf(action)}" works on the machine of the database alone: leave out --url.`);
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    // Commander has said it.
    if (error instanceof CommanderError) return error.exitCode;
    console.error(await sentenceOf(error));
    if (error instanceof DirectoryInUse && canGoOverRest)
      console.error(`Or talk to it: add --url ${error.holder?.url ?? "http://localhost:3000"} and --token.`);
    if (process.env.LOG_LEVEL === "debug") console.error(error);
    return 1;
  }
}

function goesOverRest(action: Command): boolean {
  const path = pathOf(action);
  return path === "import companies" || (path === "match" && action.opts().queries === undefined);
}

function pathOf(action: Command): string {
  const names: string[] = [];
  for (let command: Command = action; command.parent; command = command.parent) names.unshift(command.name());
  return names.join(" ");
}

function webAddress(text: string): string {
  if (!/^https?:$/.test(URL.parse(text)?.protocol ?? ""))
    throw new InvalidArgumentError("an address such as http://localhost:3000");
  return text;
}
