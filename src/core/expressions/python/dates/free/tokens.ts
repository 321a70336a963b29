import { isAlphabetic, isDigit, isWhiteSpace } from "../../text/kinds.ts";

type State = "start" | "word" | "number" | "dotted word" | "dotted number";

/**
 * Cuts a text into words, numbers, single blanks and single other characters. A number keeps one point or comma inside of it
 * (`28.5`); more of them, or letters, cut it up (`10.11.2026`, `Jan.5`).
 */
export function tokensOf(text: string): string[] {
  const characters = Array.from(text).filter((char) => char !== "\0");
  const tokens: string[] = [];
  let at = 0;
  while (at < characters.length) {
    const { token, next, state, hasLetters } = readToken(characters, at);
    at = next;
    tokens.push(...finish(token, state, hasLetters));
  }
  return tokens;
}

interface Read {
  readonly token: string;
  readonly next: number;
  readonly state: State;
  readonly hasLetters: boolean;
}

function readToken(characters: readonly string[], from: number): Read {
  const first = characters[from] ?? "";
  if (isWhiteSpace(first)) return { token: " ", next: from + 1, state: "start", hasLetters: false };
  let state: State = isAlphabetic(first) ? "word" : isDigit(first) ? "number" : "start";
  let hasLetters = false;
  let next = from + 1;
  while (state !== "start" && next < characters.length) {
    if (state === "word" || state === "dotted word") hasLetters = true;
    const char = characters[next] ?? "";
    const following = follow(state, characters[next - 1] === ".", next - from, char);
    if (following === undefined) break;
    state = following;
    next++;
  }
  return { token: characters.slice(from, next).join(""), next, state, hasLetters };
}

/** The state after one more character; undefined where the token ends in front of it. */
function follow(state: State, endsInDot: boolean, length: number, char: string): State | undefined {
  switch (state) {
    case "start":
      return undefined;
    case "word":
      return isAlphabetic(char) ? "word" : char === "." ? "dotted word" : undefined;
    case "number":
      if (isDigit(char)) return "number";
      return char === "." || (char === "," && length >= 2) ? "dotted number" : undefined;
    case "dotted word":
      if (char === "." || isAlphabetic(char)) return "dotted word";
      return isDigit(char) && endsInDot ? "dotted number" : undefined;
    case "dotted number":
      if (char === "." || isDigit(char)) return "dotted number";
      return isAlphabetic(char) && endsInDot ? "dotted word" : undefined;
  }
}

function finish(token: string, state: State, hasLetters: boolean): string[] {
  if (state !== "dotted word" && state !== "dotted number") return [token];
  const points = token.split(".").length - 1;
  if (hasLetters || points > 1 || /[.,]$/.test(token)) {
    const [first = "", ...more] = token.split(/([.,])/);
    const whole = state === "dotted number" && !first.includes(".") ? first.replaceAll(",", ".") : first;
    return [whole, ...more.filter((piece) => piece !== "")];
  }
  return [state === "dotted number" && points === 0 ? token.replaceAll(",", ".") : token];
}
