import type { Command } from "commander";
import { CliError } from "../exit.ts";
import { examples } from "../help/examples.ts";
import type { CliHost } from "../host.ts";
import type { Column } from "../output/columns.ts";
import { formed, type FormOptions } from "../output/form.ts";
import { showRecord, showRows } from "../resources/show.ts";
import { profileNamed, readProfiles, writeProfiles, type Profile } from "./file.ts";

const columns: readonly Column[] = [
  { title: "NAME", key: "name" },
  { title: "URL", key: "url" },
  { title: "PROJECT", key: "project" },
  { title: "TOKEN", key: "token" },
  { title: "CURRENT", key: "current" },
];

interface SetOptions {
  readonly url?: string;
  readonly token?: string;
  readonly project?: string;
}

/** `ostro profile ...`: services under names. */
export function profileCommands(command: Command, host: CliHost): void {
  const list = formed(command.command("list").description("list the profiles"));
  list.action(async (options: FormOptions) => {
    const { current, profiles } = await readProfiles(host);
    const rows = Object.entries(profiles).map(([name, profile]) => shown(name, profile, current));
    showRows(host, rows, columns, options);
  });
  examples(list, "ostro profile list");
  const show = formed(
    command
      .command("show")
      .description("show a profile; its token is not printed")
      .argument("[name]", "the current one when left out"),
  );
  show.action(async (name: string | undefined, options: FormOptions) => {
    const all = await readProfiles(host);
    const chosen = name ?? all.current;
    if (chosen === undefined)
      throw new CliError("No profile is the current one; 'ostro profile use NAME' makes it so.");
    showRecord(host, shown(chosen, profileNamed(all, chosen), all.current), options);
  });
  examples(show, "ostro profile show staging");
  const set = command
    .command("set")
    .description("make a profile, or change what is said of it")
    .argument("<name>")
    .option("--url <url>", "address of the service")
    .option("--token <token>", "sent as X-Auth-Token, and only to that address")
    .option("--project <id>", "sent as X-Project-Id")
    .action(async (name: string, options: SetOptions) => {
      const { current, profiles } = await readProfiles(host);
      const before = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
      const url = options.url ?? before?.url;
      if (url === undefined) throw new CliError(`Profile '${name}' is new; say where its service is, with --url URL.`);
      const path = await writeProfiles(host, {
        current: current ?? name,
        profiles: { ...profiles, [name]: { ...before, ...options, url } },
      });
      host.err(`wrote ${path}\n`);
    });
  examples(set, "ostro profile set staging --url https://ostro.example:8989 --token secret --project shop");
  const use = command
    .command("use")
    .description("make a profile the one that is used where nothing else is said")
    .argument("<name>")
    .action(async (name: string) => {
      const all = await readProfiles(host);
      profileNamed(all, name);
      await writeProfiles(host, { ...all, current: name });
      host.err(`'${name}' is the current profile\n`);
    });
  examples(use, "ostro profile use staging");
  const remove = command
    .command("delete")
    .description("forget profiles")
    .argument("<name...>")
    .action(async (names: readonly string[]) => {
      const all = await readProfiles(host);
      for (const name of names) profileNamed(all, name);
      const profiles = Object.fromEntries(Object.entries(all.profiles).filter(([name]) => !names.includes(name)));
      const current = all.current !== undefined && Object.hasOwn(profiles, all.current) ? all.current : undefined;
      await writeProfiles(host, { current, profiles });
      host.err(names.map((name) => `deleted ${name}\n`).join(""));
    });
  examples(remove, "ostro profile delete staging");
}

function shown(
  name: string,
  { url, token, project }: Profile,
  current: string | undefined,
): Record<string, string | boolean | null> {
  return { name, url, project: project ?? null, token: token === undefined ? null : "***", current: name === current };
}
