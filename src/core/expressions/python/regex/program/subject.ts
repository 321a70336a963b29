import { isFlat } from "../../text/code-points.ts";

/** A text as the matcher reads it: by code point, without a copy where each unit is one. */
export class Subject {
  readonly text: string;
  /** The code points; null where the units of the text are the code points. */
  readonly codes: Int32Array | null;
  readonly length: number;

  constructor(text: string) {
    this.text = text;
    this.codes = isFlat(text) ? null : Int32Array.from(text, (char) => char.codePointAt(0) ?? 0);
    this.length = this.codes === null ? text.length : this.codes.length;
  }

  /** The code point at an index that is within the text. */
  at(index: number): number {
    return this.codes === null ? this.text.charCodeAt(index) : (this.codes[index] ?? 0);
  }

  /** A part of the text, counted in code points. */
  slice(start: number, end: number): string {
    if (this.codes === null) return this.text.slice(start, end);
    let out = "";
    for (let i = start; i < end; i++) out += String.fromCodePoint(this.codes[i] ?? 0);
    return out;
  }
}
