import { isWord } from "../syntax/categories.ts";
import type { AssertionKind } from "../syntax/node.ts";
import type { Subject } from "./subject.ts";

const newline = 10;

/** Whether an assertion without width holds at a position; in an empty text there is neither a word edge nor the lack of one. */
export function holdsAt(subject: Subject, kind: AssertionKind | undefined, asciiOnly: boolean, i: number): boolean {
  const { length } = subject;
  switch (kind) {
    case "text-start":
      return i === 0;
    case "line-start":
      return i === 0 || subject.at(i - 1) === newline;
    case "text-end":
      return i === length;
    case "line-end":
      return i === length || subject.at(i) === newline;
    case "before-last-newline":
      return i === length || (i === length - 1 && subject.at(i) === newline);
    case "word-edge":
      return length > 0 && isWordEdge(subject, i, asciiOnly);
    case "no-word-edge":
      return length > 0 && !isWordEdge(subject, i, asciiOnly);
    case undefined:
      return false;
  }
}

function isWordEdge(subject: Subject, i: number, asciiOnly: boolean): boolean {
  const before = i > 0 && isWord(subject.at(i - 1), asciiOnly);
  const after = i < subject.length && isWord(subject.at(i), asciiOnly);
  return before !== after;
}
