import { Argument, type Command } from "commander";
import { examples } from "../help/examples.ts";
import type { CliHost } from "../host.ts";
import { bashScript } from "./bash.ts";
import { fishScript } from "./fish.ts";
import { placesOf, type Place } from "./places.ts";
import { zshScript } from "./zsh.ts";

const shells: Readonly<Record<string, (places: readonly Place[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** `ostro completion SHELL`: a script that lets a shell complete commands, options, files and names. */
export function addCompletion(program: Command, host: CliHost): void {
  const command = program
    .command("completion")
    .description("print a script that lets a shell complete what is typed")
    .addArgument(new Argument("<shell>").choices(Object.keys(shells)))
    .action((shell: string) => host.out(completionScript(program, shell)));
  examples(command, "ostro completion bash", "ostro completion zsh", "ostro completion fish");
}

/**
 * The words of Mistral's command that have to do with itself: `bash-completion` prints all of its words, `complete` a script
 * for bash.
 */
export function addMistralCompletion(mistral: Command, host: CliHost): void {
  const all = mistral.command("bash-completion").description("print all words and options. Now: ostro completion bash");
  all.action(() => {
    const places = placesOf(mistral);
    const words = places.flatMap(({ commands, options }) => [...commands, ...options].map(({ word }) => word));
    host.out(`${[...new Set(words)].join(" ")}\n`);
  });
  examples(all, "ostro mistral bash-completion");
  const script = mistral.command("complete").description("print a script for bash. Now: ostro completion bash");
  script.action(() => host.out(completionScript(mistral.parent ?? mistral, "bash")));
  examples(script, "ostro mistral complete");
}

function completionScript(program: Command, shell: string): string {
  return (shells[shell] ?? bashScript)(placesOf(program));
}
