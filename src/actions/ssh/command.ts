import type { Client } from "ssh2";

/** More output than this is an error: it is kept in memory and in the database. */
const maxOutputBytes = 16 * 1024 ** 2;

/**
 * Runs a command to its end.
 *
 * @returns what it wrote to its standard output
 * @throws Error when it cannot be run, ends with another status than 0 or by a signal, writes too much, or the connection ends
 */
export function execute(client: Client, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    client.on("close", () => reject(new Error("the connection was closed before the command ended")));
    client.exec(command, (error, stream) => {
      if (error !== undefined) return reject(error);
      const chunks: Buffer[] = [];
      let [size, status]: [number, string | undefined] = [0, "without a status"];
      stream.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size <= maxOutputBytes) return void chunks.push(chunk);
        reject(new Error(`the command wrote more than ${maxOutputBytes / 1024 ** 2} MiB`));
        client.destroy();
      });
      stream.stderr.resume();
      stream.on("exit", (code: number | null, signal?: string) => {
        if (code === null) status = `by signal ${signal ?? "?"}`;
        else status = code === 0 ? undefined : `with status ${code}`;
      });
      stream.on("close", () => {
        if (status === undefined) resolve(Buffer.concat(chunks).toString());
        else reject(new Error(`the command ended ${status}`));
      });
    });
  });
}
