import { cpus, loadavg, totalmem } from "node:os";

/** Date, machine and load of a measurement, in one line. */
export function circumstances(): string {
  const load = loadavg()[0]!.toFixed(1);
  return `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB, load ${load}`;
}
