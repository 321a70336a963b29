import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createService, readSettings } from "../../src/index.ts";
import { ostro } from "../cli/host.ts";

/** A block of a document that is to be carried out: a file that is written, or commands with what they print. */
export type Block =
  | { readonly kind: "file"; readonly name: string; readonly text: string }
  | { readonly kind: "commands"; readonly text: string };

/**
 * The blocks of a Markdown document in their order: files are fenced as `yaml NAME`, commands as `console`.
 *
 * @param markdown the document
 */
export function readBlocks(markdown: string): Block[] {
  return [...markdown.matchAll(/^```(\w+)(?: (\S+))?\n(.*?)^```$/gms)].flatMap((match): Block[] => {
    const [, language = "", name, text = ""] = match;
    if (language === "console") return [{ kind: "commands", text }];
    return name === undefined ? [] : [{ kind: "file", name, text }];
  });
}

/** Carries out the commands of documents in a folder of its own, beside a service of its own. */
export class Terminal {
  readonly #folder: string;
  readonly #url: string;
  readonly #end: () => Promise<void>;

  private constructor(folder: string, url: string, end: () => Promise<void>) {
    this.#folder = folder;
    this.#url = url;
    this.#end = end;
  }

  static async open(): Promise<Terminal> {
    const folder = await mkdtemp(join(tmpdir(), "ostro-guide-"));
    const options = { database: "sqlite::memory:", port: 0, logLevel: "silent" };
    const service = await createService(readSettings({ options }), { version: "0.0.0" });
    return new Terminal(folder, await service.listen(), async () => {
      await service.stop();
      await rm(folder, { recursive: true });
    });
  }

  async write(name: string, text: string): Promise<void> {
    await writeFile(join(this.#folder, name), text);
  }

  /**
   * Carries out the commands of a block, those that begin with `$ ostro`.
   *
   * @returns the block as it has to be: commands with what they print
   */
  async run(text: string): Promise<string> {
    const commands = text.split("\n").flatMap((line) => (line.startsWith("$ ") ? [line.slice(2)] : []));
    let told = "";
    for (const command of commands) {
      const [program, ...argv] = words(command);
      if (program !== "ostro") throw new Error(`Not a command of Ostro: ${command}`);
      const around = { folder: this.#folder, environment: { OSTRO_URL: this.#url } };
      const { out, err } = await ostro(argv, [], around);
      told += `$ ${command}\n${out}${err}`;
    }
    return told;
  }

  close(): Promise<void> {
    return this.#end();
  }
}

/** Words of a command, single quotes taken off. */
function words(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}
