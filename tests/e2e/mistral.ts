import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";

const python = "/usr/bin/python3";

/** How a command of the `mistral` client ended. */
export interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Why the client cannot be run here; undefined if it can. */
export function missingMistral(): string | undefined {
  const { status } = spawnSync(python, ["-c", "import mistralclient.shell"]);
  return status === 0 ? undefined : "python3-mistralclient is not installed for /usr/bin/python3";
}

/** The `mistral` client, ready to run one command after the other. */
export interface MistralClient {
  /** @param words the command and its arguments */
  run(words: readonly string[]): Promise<Answer>;
  stop(): void;
}

/** With an OS_AUTH_URL it would ask a Keystone for a token first. */
function environmentFor(url: string): NodeJS.ProcessEnv {
  const others = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("OS_")));
  return { ...others, OS_MISTRAL_URL: `${url}/v2`, COLUMNS: "200" };
}

/** Runs one command in the usual way. */
export function runMistral(url: string, words: readonly string[]): Promise<Answer> {
  const child = spawn("/usr/bin/mistral", words, { stdio: ["ignore", "pipe", "pipe"], env: environmentFor(url) });
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => void (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => void (err += text));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, out, err }));
  });
}

/** @param url of the service, without `/v2` */
export function startMistral(url: string): MistralClient {
  const child = spawn(python, [join(import.meta.dirname, "mistral.py")], {
    stdio: ["pipe", "pipe", "inherit"],
    env: environmentFor(url),
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async run(words) {
      child.stdin.write(`${JSON.stringify(words)}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error("the client has ended");
      return JSON.parse(value) as Answer;
    },
    stop: () => void child.stdin.end(),
  };
}
