import { type ArrayKind, type HashKey, hashKey, PyObject, quote, type Value } from "../../python/index.ts";

/** A text that is safe in HTML as it stands (markupsafe's `Markup`): joined with another text it escapes that. */
export class Markup extends PyObject {
  readonly #text: string;

  constructor(text: string) {
    super();
    this.#text = text;
  }

  override get text(): string {
    return this.#text;
  }

  get pyType(): string {
    return "Markup";
  }

  override repr(): string {
    return `Markup(${quote(this.text)})`;
  }

  override str(): string {
    return this.text;
  }

  override isTrue(): boolean {
    return this.text !== "";
  }

  override equals(other: Value): boolean {
    return other instanceof Markup ? other.text === this.text : other === this.text;
  }

  override hashKey(arrays: ArrayKind): HashKey {
    return hashKey(this.text, arrays);
  }

  *[Symbol.iterator](): Generator<Value, undefined> {
    yield* this.text;
  }

  override json(): string {
    return this.text;
  }
}

/** The text of a string or of markup; undefined for anything else. */
export function textOf(value: Value): string | undefined {
  if (typeof value === "string") return value;
  return value instanceof Markup ? value.text : undefined;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "'": "&#39;",
  '"': "&#34;",
};

/** Replaces the characters that mean something in HTML. */
export function escapeText(text: string): string {
  return /[&<>'"]/.test(text) ? text.replaceAll(/[&<>'"]/g, (character) => entities[character] ?? character) : text;
}
