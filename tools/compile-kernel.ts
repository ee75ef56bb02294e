import { readFileSync } from "node:fs";
import createWabt from "wabt";

const folder = "src/contexts/matching/core";

/** The module that carries a compiled kernel of the ranking core, so that the core reads no files. */
export async function compileKernel(name: "kernel" | "vectors"): Promise<string> {
  const wabt = await createWabt();
  const features = { threads: true, multi_memory: true, simd: true, bulk_memory: true };
  const module = wabt.parseWat(`${name}.wat`, readFileSync(`${folder}/${name}.wat`, "utf8"), features);
  const code = Buffer.from(module.toBinary({}).buffer).toString("base64");
  return `// Compiled from ${name}.wat by "npm run generate".\nexport const ${name}Code =\n  "${code}";\n`;
}
