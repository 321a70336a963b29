import { spawn } from "node:child_process";
import { Duplex } from "node:stream";
import type { Client } from "ssh2";

/**
 * A connection from a gateway to a host behind it: forwarded by the gateway's SSH server, or by `nc` on the gateway where
 * forwarding is forbidden (Mistral uses `nc` always).
 *
 * @throws Error when neither works
 */
export async function reachThrough(gateway: Client, host: string, port: number): Promise<Duplex> {
  try {
    return await new Promise<Duplex>((resolve, reject) => {
      gateway.forwardOut("127.0.0.1", 0, host, port, (error, channel) => (error ? reject(error) : resolve(channel)));
    });
  } catch (error) {
    if (!/^[\w.:%-]+$/.test(host)) throw error;
    return new Promise((resolve, reject) => {
      gateway.exec(`nc ${host} ${port}`, (failure, channel) => (failure ? reject(failure) : resolve(channel)));
    });
  }
}

/**
 * The input and output of a program on this machine, as a connection.
 *
 * @param command for the shell
 * @param signal ends the program
 */
export function reachByProgram(command: string, signal: AbortSignal): Duplex {
  const program = spawn(command, { shell: true, stdio: ["pipe", "pipe", "ignore"], signal });
  const channel = Duplex.from({ writable: program.stdin, readable: program.stdout });
  program.on("error", (error) => channel.destroy(error));
  channel.on("close", () => program.kill());
  return channel;
}
