import type { Command } from "commander";
import { InvalidArgumentError } from "commander";
import { loadUniverse, universeCount } from "#db/seeds/universe/load.ts";
import { progressLines } from "../fill-universe.ts";
import { withBase } from "./session.ts";

export function addUniverseCommand(program: Command): void {
  program
    .command("universe")
    .argument("<number>", "how many companies the universe shall have", countOf)
    .description("fill a demo base with invented companies, to try it out and to measure it at any size; adds what is missing")
    .action((companies: number) =>
      withBase(async (platform) => {
        const { added } = await loadUniverse(platform, companies, { onProgress: progressLines(5_000) });
        console.log(`The synthetic universe has ${companies} companies (${added} added).`);
      }),
    );
}

function countOf(text: string): number {
  try {
    return universeCount(text);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}
