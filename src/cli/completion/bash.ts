import { argumentValues, branches, choicesKey, optionValues, type Branch } from "./branches.ts";
import type { Choice, Place } from "./places.ts";

/** The script for bash; it needs nothing but bash itself. */
export function bashScript(places: readonly Place[]): string {
  const commands = branches(places, (place) => place.commands, choicesKey);
  const options = branches(places, (place) => place.options, choicesKey);
  return `# Completion of ostro for bash: eval "$(ostro completion bash)"

_ostro_commands() {
  case "$1" in
${commands.map((branch) => wordsCase(branch)).join("")}  esac
}

_ostro_options() {
  case "$1" in
${options.map((branch) => wordsCase(branch)).join("")}  esac
}

# What an option takes: words, a file, or anything.
_ostro_values() {
  case "$1" in
${optionValues(places)
  .map(
    ({ paths, what }) =>
      `    ${pattern(paths)}) echo ${typeof what === "string" ? `@${what}` : `"${what.join(" ")}"`} ;;\n`,
  )
  .join("")}  esac
}

# What an argument is: a file, or something that a command lists.
_ostro_argument() {
  case "$1" in
${argumentValues(places)
  .map(({ paths, what }) => `    ${pattern(paths)}) echo ${typeof what === "object" ? what.listedBy : "@file"} ;;\n`)
  .join("")}  esac
}

_ostro() {
  local current="\${COMP_WORDS[COMP_CWORD]}" place="ostro" before word what i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    case " $(_ostro_commands "$place") " in *" $word "*) place="$place $word" ;; esac
  done
  before="\${COMP_WORDS[COMP_CWORD - 1]}"
  if [[ $current == = ]]; then current=""; elif [[ $before == = ]]; then before="\${COMP_WORDS[COMP_CWORD - 2]}"; fi
  what=""
  if [[ $before == -* ]]; then what="$(_ostro_values "$place $before")"; fi
  case "$what" in
    "") ;;
    @file) COMPREPLY=($(compgen -f -- "$current")); return ;;
    @any) return ;;
    *) COMPREPLY=($(compgen -W "$what" -- "$current")); return ;;
  esac
  if [[ $current == -* ]]; then
    COMPREPLY=($(compgen -W "$(_ostro_options "$place")" -- "$current"))
    return
  fi
  what="$(_ostro_commands "$place")"
  if [[ -n $what ]]; then
    COMPREPLY=($(compgen -W "$what" -- "$current"))
    return
  fi
  what="$(_ostro_argument "$place")"
  case "$what" in
    "") ;;
    @file) COMPREPLY=($(compgen -f -- "$current")) ;;
    *) COMPREPLY=($(compgen -W "$(ostro "$what" list --output name 2>/dev/null)" -- "$current")) ;;
  esac
}

complete -o filenames -F _ostro ostro
`;
}

function wordsCase({ paths, what }: Branch<readonly Choice[]>): string {
  return `    ${pattern(paths)}) echo "${what.map(({ word }) => word).join(" ")}" ;;\n`;
}

function pattern(paths: readonly string[]): string {
  return paths.map((path) => `"${path}"`).join(" | ");
}
