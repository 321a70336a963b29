import type { Duplex } from "node:stream";
import type { Client } from "ssh2";
import { hostKeyCheck } from "./host-key.ts";
import type { SshSettings } from "./settings.ts";

/** Where to log in, and how. */
export interface Login {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string | undefined;
  readonly privateKey: string | undefined;
  /** A connection that leads there; undefined when one is to be made. */
  readonly channel?: Duplex | undefined;
}

const readyMs = 30_000;
const keepaliveMs = 15_000;

/**
 * Logs in. The private key is tried before the password, which may also be the one that protects the key, as in Mistral.
 *
 * @param signal closes the connection, then and later
 * @returns the connection; whoever asked for it ends it
 * @throws Error when the host cannot be reached, is silent, shows a wrong key or refuses the login
 */
export async function logIn(login: Login, settings: SshSettings, signal: AbortSignal): Promise<Client> {
  const { host, port, user, password, privateKey, channel } = login;
  const { config, refusal } = hostKeyCheck(host, port, settings);
  // Loaded where it is needed: most services log in nowhere, and start the sooner.
  const { Client: SshClient } = await import("ssh2");
  const client = new SshClient();
  const ways = [
    ...(privateKey === undefined ? [] : ["publickey" as const]),
    ...(password === undefined ? [] : ["password" as const, "keyboard-interactive" as const]),
  ];
  const connected = new Promise<Client>((resolve, reject) => {
    client.on("ready", () => resolve(client));
    client.on("error", (error) => reject(new Error(refusal() ?? error.message)));
    client.on("close", () => reject(new Error(refusal() ?? `${host}:${port} closed the connection`)));
    client.on("keyboard-interactive", (_name, _instructions, _language, prompts, answer) =>
      answer(prompts.map(() => password ?? "")),
    );
    client.connect({
      ...config,
      ...(channel === undefined ? { host, port } : { sock: channel }),
      username: user,
      ...(password === undefined ? {} : { password }),
      ...(privateKey === undefined ? {} : { privateKey, ...(password === undefined ? {} : { passphrase: password }) }),
      authHandler: ["none", ...ways],
      tryKeyboard: password !== undefined,
      readyTimeout: readyMs,
      keepaliveInterval: keepaliveMs,
    });
  });
  const stop = () => void client.destroy();
  signal.addEventListener("abort", stop, { once: true });
  client.on("close", () => signal.removeEventListener("abort", stop));
  try {
    return await connected;
  } catch (error) {
    stop();
    throw error;
  }
}
