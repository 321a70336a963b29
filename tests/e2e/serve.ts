import { spawn } from "node:child_process";
import { join } from "node:path";

const ownBin = join(import.meta.dirname, "../../bin/ostro.js");

/** How a process ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `ostro serve` in a process of its own. */
export interface Served {
  /** Where it listens, such as `http://127.0.0.1:43021`. */
  readonly url: string;
  /** Milliseconds from the start of the process to its first line. */
  readonly readyMs: number;
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<Ended>;
  /** Sends a signal. */
  signal(signal: NodeJS.Signals): void;
  /** Waits until it has written a text to its standard error. */
  said(text: string): Promise<void>;
  /** Waits for the end. */
  readonly ended: Promise<Ended>;
}

/**
 * Runs `ostro` to its end.
 *
 * @param words after the name of the program
 */
export function ostro(words: readonly string[]): Promise<Ended> {
  return start(words).ended;
}

/**
 * Starts `ostro serve` on a free port and waits until it is ready.
 *
 * @param database its url
 * @param options further options
 * @param bin the program; this version's when left out
 * @throws Error with what it wrote when it ends before it is ready
 */
export async function serve(database: string, options: readonly string[] = [], bin = ownBin): Promise<Served> {
  const begun = performance.now();
  const { child, ended, isReady, said } = start(["serve", "--database", database, "--port", "0", ...options], bin);
  const url = await Promise.race([
    isReady,
    ended.then(({ code, stderr }) => {
      throw new Error(`ostro serve ended with ${code} before it was ready:\n${stderr}`);
    }),
  ]);
  return {
    url,
    readyMs: performance.now() - begun,
    ended,
    said,
    signal: (signal) => void child.kill(signal),
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

function start(words: readonly string[], bin = ownBin) {
  const child = spawn(process.execPath, [bin, ...words], { stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  const listeners = new Set<() => void>();
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    for (const listener of listeners) listener();
  });
  const said = (text: string) =>
    new Promise<void>((resolve) => {
      const listen = () => stderr.includes(text) && resolve();
      listeners.add(listen);
      listen();
    });
  const isReady = new Promise<string>((resolve) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      const url = /^listening on (\S+)$/m.exec(stdout)?.[1];
      if (url !== undefined) resolve(url);
    });
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return { child, isReady, ended, said };
}
