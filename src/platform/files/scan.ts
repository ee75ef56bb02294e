import { connect, type Socket } from "node:net";
import { pipeline, type Readable, Transform } from "node:stream";

export type ScanVerdict = { state: "clean" } | { state: "infected"; finding: string };

const answerLimitMs = 60_000;

/**
 * Asks a ClamAV daemon about the bytes: INSTREAM of its protocol, chunks with their length before them and one of length nothing at the
 * end. Throws where it cannot be asked or gives no verdict.
 */
export function scanContent(address: string, content: Readable): Promise<ScanVerdict> {
  return new Promise((resolve, reject) => {
    const socket = connectTo(address);
    let answer = "";
    socket.setTimeout(answerLimitMs, () => socket.destroy(new Error(`The virus scanner at ${address} does not answer.`)));
    socket.setEncoding("utf8");
    socket.on("data", (text: string) => {
      answer += text;
    });
    socket.on("error", (error) => {
      content.destroy();
      // It answers why and hangs up while bytes are still under way: then the answer says more than the broken pipe.
      const verdict = verdictOf(answer);
      verdict ? resolve(verdict) : reject(new Error(answer || error.message, { cause: error }));
    });
    socket.on("close", () => {
      const verdict = verdictOf(answer);
      verdict ? resolve(verdict) : reject(new Error(`The virus scanner gave no verdict: ${answer || "no answer"}`));
    });
    socket.write("zINSTREAM\0");
    pipeline(content, inChunks(), socket, () => {});
  });
}

function connectTo(address: string): Socket {
  if (address.startsWith("unix:")) return connect(address.slice("unix:".length));
  const { hostname, port } = new URL(address);
  return connect(Number(port), hostname);
}

function inChunks(): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(chunk.length);
      done(null, Buffer.concat([length, chunk]));
    },
    flush(done) {
      done(null, Buffer.alloc(4));
    },
  });
}

function verdictOf(answer: string): ScanVerdict | null {
  const said = answer.replace(/\0/g, "").trim();
  if (/^stream: OK$/.test(said)) return { state: "clean" };
  const finding = /^stream: (.+) FOUND$/.exec(said)?.[1];
  return finding ? { state: "infected", finding } : null;
}
