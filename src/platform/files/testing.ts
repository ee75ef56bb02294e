import { type AddressInfo, createServer } from "node:net";

const streamLimit = 1024 * 1024;

/** For tests: a ClamAV daemon as far as INSTREAM goes, which finds the word EICAR. */
export async function fakeClamd() {
  const received: string[] = [];
  const server = createServer((socket) => {
    let bytes = Buffer.alloc(0);
    socket.on("error", () => {});
    socket.on("data", (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      const content = contentOf(bytes);
      if (content === "too large") return void socket.end("INSTREAM size limit exceeded. ERROR\0");
      if (content === null) return;
      received.push(content.toString());
      socket.end(content.includes("EICAR") ? "stream: Eicar-Test FOUND\0" : "stream: OK\0");
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return { address: `tcp://127.0.0.1:${port}`, received, close: () => server.close() };
}

/** What was sent, once the empty chunk ended it. */
function contentOf(bytes: Buffer): Buffer | "too large" | null {
  const command = "zINSTREAM\0";
  if (bytes.subarray(0, command.length).toString() !== command) return null;
  const chunks: Buffer[] = [];
  let at = command.length;
  while (at + 4 <= bytes.length) {
    const length = bytes.readUInt32BE(at);
    if (length === 0) return Buffer.concat(chunks);
    if (at > streamLimit) return "too large";
    if (at + 4 + length > bytes.length) return null;
    chunks.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}
