import pg from "pg";

const reconnectMs = 5000;

/**
 * Follows a channel of NOTIFY on a connection of its own and opens it again when it breaks. Notices are a wake-up, nothing more: some are
 * lost while it is away, and a pooler in transaction mode passes none on, so whoever listens must also look from time to time. The
 * embedded database has one process and no channel.
 */
export function listen(url: string, channel: string, onNotice: () => void): () => void {
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  const connect = async () => {
    const own = new pg.Client({ connectionString: url, keepAlive: true, application_name: "jinqiao-listen" });
    client = own;
    own.on("error", () => {});
    own.on("end", retry);
    own.on("notification", onNotice);
    try {
      await own.connect();
      await own.query(`listen ${pg.escapeIdentifier(channel)}`);
      // What was notified while there was no connection is looked for now.
      onNotice();
    } catch {
      await own.end().catch(() => {});
      retry();
    }
  };
  const retry = () => {
    if (stopped || timer) return;
    timer = setTimeout(() => {
      timer = null;
      void connect();
    }, reconnectMs);
    timer.unref();
  };
  void connect();
  return () => {
    stopped = true;
    if (timer) clearTimeout(timer);
    void client?.end().catch(() => {});
  };
}
