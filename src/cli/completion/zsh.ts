import { argumentValues, branches, choicesKey, optionValues, type Branch } from "./branches.ts";
import type { Choice, Place } from "./places.ts";

/** The script for zsh: words with what they mean. */
export function zshScript(places: readonly Place[]): string {
  const commands = branches(places, (place) => place.commands, choicesKey);
  const options = branches(places, (place) => place.options, choicesKey);
  return `#compdef ostro
# Completion of ostro for zsh: source <(ostro completion zsh)

_ostro_commands() {
  case "$1" in
${commands.map(choicesCase).join("")}  esac
}

_ostro_options() {
  case "$1" in
${options.map(choicesCase).join("")}  esac
}

_ostro_values() {
  case "$1" in
${optionValues(places)
  .map(
    ({ paths, what }) =>
      `    ${pattern(paths)}) print -l -- ${typeof what === "string" ? `@${what}` : what.join(" ")} ;;\n`,
  )
  .join("")}  esac
}

_ostro_argument() {
  case "$1" in
${argumentValues(places)
  .map(
    ({ paths, what }) => `    ${pattern(paths)}) print -- ${typeof what === "object" ? what.listedBy : "@file"} ;;\n`,
  )
  .join("")}  esac
}

_ostro() {
  local place="ostro" word before
  local -a known what
  for word in "\${(@)words[2,CURRENT-1]}"; do
    known=("\${(@f)$(_ostro_commands "$place")}")
    if (( \${known[(I)$word:*]} )); then place="$place $word"; fi
  done
  before="\${words[CURRENT-1]}"
  what=()
  if [[ $before == -* ]]; then what=("\${(@f)$(_ostro_values "$place $before")}"); fi
  if [[ -n "$what[1]" ]]; then
    case "$what[1]" in
      @file) _files ;;
      @any) ;;
      *) compadd -- $what ;;
    esac
    return
  fi
  if [[ $PREFIX == -* ]]; then
    what=("\${(@f)$(_ostro_options "$place")}")
    _describe option what
    return
  fi
  what=("\${(@f)$(_ostro_commands "$place")}")
  if [[ -n "$what[1]" ]]; then
    _describe command what
    return
  fi
  word="$(_ostro_argument "$place")"
  case "$word" in
    "") ;;
    @file) _files ;;
    *) compadd -- \${(f)"$(ostro "$word" list --output name 2>/dev/null)"} ;;
  esac
}

if [[ -n $functions[compdef] ]]; then compdef _ostro ostro; fi
`;
}

function choicesCase({ paths, what }: Branch<readonly Choice[]>): string {
  const lines = what.map(({ word, says }) => `'${word}:${says}'`);
  return `    ${pattern(paths)}) print -l -- ${lines.join(" ")} ;;\n`;
}

function pattern(paths: readonly string[]): string {
  return paths.map((path) => `"${path}"`).join(" | ");
}
