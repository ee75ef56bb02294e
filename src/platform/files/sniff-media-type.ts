const signatures: [mediaType: string, bytes: readonly number[], offset?: number][] = [
  ["application/pdf", [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ["image/png", [0x89, 0x50, 0x4e, 0x47]],
  ["image/jpeg", [0xff, 0xd8, 0xff]],
  ["image/gif", [0x47, 0x49, 0x46, 0x38]],
  ["image/webp", [0x57, 0x45, 0x42, 0x50], 8],
  ["video/mp4", [0x66, 0x74, 0x79, 0x70], 4],
  ["application/gzip", [0x1f, 0x8b]],
  ["application/zip", [0x50, 0x4b, 0x03, 0x04]],
];

/** What a machine runs: refused by its own name, whatever the file is called. */
export const programType = "application/x-executable";
const programs: readonly (readonly number[])[] = [
  [0x4d, 0x5a],
  [0x7f, 0x45, 0x4c, 0x46],
  [0xca, 0xfe, 0xba, 0xbe],
  [0xcf, 0xfa, 0xed, 0xfe],
  [0xce, 0xfa, 0xed, 0xfe],
];

const officeTypes: Record<string, string> = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
};

/** What the first bytes say a file is; the sender's claim is never believed. Text is plain text, whatever markup it holds. */
export function sniffMediaType(head: Uint8Array, name: string): string {
  const begins = (bytes: readonly number[], offset = 0) => bytes.every((byte, index) => head[offset + index] === byte);
  const signature = signatures.find(([, bytes, offset]) => begins(bytes, offset));
  const extension = name.split(".").at(-1)?.toLowerCase() ?? "";
  if (signature?.[0] === "application/zip") return (isOfficePackage(head) && officeTypes[extension]) || "application/zip";
  if (signature) return signature[0];
  if (head[0] === 0x23 && head[1] === 0x21) return programType;
  if (!isText(head) && programs.some((bytes) => begins(bytes))) return programType;
  return isText(head) ? (extension === "csv" ? "text/csv" : "text/plain") : "application/octet-stream";
}

const endings: Record<string, readonly string[]> = {
  "application/pdf": ["pdf"],
  "image/png": ["png"],
  "image/jpeg": ["jpg", "jpeg"],
  "image/gif": ["gif"],
  "image/webp": ["webp"],
  "video/mp4": ["mp4", "m4v", "mov", "m4a", "heic", "heif"],
  "application/gzip": ["gz", "tgz"],
  "application/zip": ["zip"],
  "text/plain": ["txt", "md", "log", "tex", "srt", "vtt"],
  "text/csv": ["csv"],
  ...Object.fromEntries(Object.entries(officeTypes).map(([ending, type]) => [type, [ending]])),
};

/** The name with an ending of its kind: whoever opens the file opens what it is and runs nothing, whatever its sender called it. */
export function nameOfKind(name: string, mediaType: string): string {
  const fitting = endings[mediaType];
  if (!fitting || fitting.some((ending) => name.toLowerCase().endsWith(`.${ending}`))) return name;
  const ending = `.${fitting[0]}`;
  return `${[...name].slice(0, 200 - ending.length).join("")}${ending}`;
}

/** An Office document is a ZIP with parts and relations in it, the first of which stand at its beginning. */
const isOfficePackage = (head: Uint8Array): boolean =>
  /\[Content_Types\]\.xml|_rels\/|docProps\//.test(Buffer.from(head).toString("latin1"));

function isText(head: Uint8Array): boolean {
  if (head.includes(0)) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}
