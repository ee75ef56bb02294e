// The command line: `npx jinqiao …`. Works on the base of DATA_DIR or DATABASE_URL, or over REST with --url and --token.
import { runCommandLine } from "./cli/program.ts";

process.exit(await runCommandLine(process.argv.slice(2)));
