import { existsSync, globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const listed = readFileSync("src/ui/mantine-styles.ts", "utf8");

test("every Mantine component in use has its style in the list", () => {
  const missing = new Set<string>();
  for (const file of globSync("src/**/*.tsx")) {
    const imports = readFileSync(file, "utf8").matchAll(/import (?:type )?\{([^}]*)\} from "@mantine\/core"/g);
    for (const name of [...imports].flatMap((match) => match[1]!.split(","))) {
      const component = name.trim().split(" ")[0]!;
      if (!existsSync(`node_modules/@mantine/core/styles/${component}.css`)) continue;
      if (!listed.includes(`styles/${component}.layer.css`)) missing.add(`${component} (${file})`);
    }
  }
  expect([...missing]).toEqual([]);
});
