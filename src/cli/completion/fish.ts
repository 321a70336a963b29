import { argumentValues, branches, choicesKey, optionValues, type Branch } from "./branches.ts";
import type { Choice, Place } from "./places.ts";

/** The script for fish: words with what they mean. */
export function fishScript(places: readonly Place[]): string {
  const commands = branches(places, (place) => place.commands, choicesKey);
  const options = branches(places, (place) => place.options, choicesKey);
  return `# Completion of ostro for fish: ostro completion fish | source

function __ostro_commands
  switch "$argv[1]"
${commands.map(choicesCase).join("")}  end
end

function __ostro_options
  switch "$argv[1]"
${options.map(choicesCase).join("")}  end
end

function __ostro_values
  switch "$argv[1]"
${optionValues(places)
  .map(
    ({ paths, what }) =>
      `    case ${quoted(paths)}\n      printf '%s\\n' ${typeof what === "string" ? `@${what}` : what.join(" ")}\n`,
  )
  .join("")}  end
end

function __ostro_argument
  switch "$argv[1]"
${argumentValues(places)
  .map(
    ({ paths, what }) =>
      `    case ${quoted(paths)}\n      echo ${typeof what === "object" ? what.listedBy : "@file"}\n`,
  )
  .join("")}  end
end

function __ostro_complete
  set -l given (commandline -opc)
  set -l current (commandline -ct)
  set -l place ostro
  for word in $given[2..-1]
    if __ostro_commands $place | string match -q -- "$word"\\t'*'
      set place "$place $word"
    end
  end
  set -l what
  if string match -q -- '-*' $given[-1]
    set what (__ostro_values "$place $given[-1]")
  end
  if set -q what[1]
    switch $what[1]
      case @file
        __fish_complete_path $current
      case @any
      case '*'
        printf '%s\\n' $what
    end
    return
  end
  if string match -q -- '-*' $current
    __ostro_options $place
    return
  end
  set what (__ostro_commands $place)
  if set -q what[1]
    printf '%s\\n' $what
    return
  end
  set what (__ostro_argument $place)
  if not set -q what[1]
    return
  end
  if test $what[1] = @file
    __fish_complete_path $current
  else
    ostro $what[1] list --output name 2>/dev/null
  end
end

complete -c ostro -f -a '(__ostro_complete)'
`;
}

function choicesCase({ paths, what }: Branch<readonly Choice[]>): string {
  const lines = what.map(({ word, says }) => `'${word}' '${says}'`);
  return `    case ${quoted(paths)}\n      printf '%s\\t%s\\n' ${lines.join(" ")}\n`;
}

function quoted(paths: readonly string[]): string {
  return paths.map((path) => `'${path}'`).join(" ");
}
