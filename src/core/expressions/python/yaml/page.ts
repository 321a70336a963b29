import type { Meter } from "../values/meter.ts";

/** Where PyYAML folds long lines. */
export const bestWidth = 80;

/** The text that is written, and where the pen stands. */
export class YamlPage {
  column = 0;
  /** The blanks in front of the present line; undefined before the root. */
  indent: number | undefined = undefined;
  /** Whether the last thing written was white space. */
  afterBlank = true;
  /** Whether nothing but indentation and indicators stands on the line so far. */
  isIndentation = true;
  /** Whether the text ends in a plain scalar, so that it must be closed by `...`. */
  isOpenEnded = false;
  private readonly pieces: string[] = [];
  private length = 0;
  private readonly meter: Meter;

  /** @param meter limits the length of the text */
  constructor(meter: Meter) {
    this.meter = meter;
  }

  get text(): string {
    return this.pieces.join("");
  }

  /** Writes text that has no line break. */
  write(text: string, width: number = text.length): void {
    this.column += width;
    this.length += text.length;
    this.meter.size(this.length);
    this.pieces.push(text);
  }

  /** Writes text of a plain scalar. */
  writeWord(text: string, width: number): void {
    this.write(text, width);
    this.afterBlank = false;
    this.isIndentation = false;
  }

  /**
   * Writes an indicator such as `-` or `:`.
   *
   * @param needsBlank whether a blank must stand in front of it
   * @param isBlank whether it counts as white space for what follows
   * @param keepsIndentation whether the line still counts as indentation
   */
  writeIndicator(indicator: string, needsBlank: boolean, isBlank = false, keepsIndentation = false): void {
    this.write(this.afterBlank || !needsBlank ? indicator : ` ${indicator}`);
    this.afterBlank = isBlank;
    this.isIndentation = this.isIndentation && keepsIndentation;
    this.isOpenEnded = false;
  }

  /** Begins a new line, unless one is just begun, and indents it. */
  writeIndent(): void {
    const indent = this.indent ?? 0;
    if (!this.isIndentation || this.column > indent || (this.column === indent && !this.afterBlank))
      this.writeBreak("\n");
    if (this.column < indent) {
      this.afterBlank = true;
      this.write(" ".repeat(indent - this.column));
    }
  }

  writeBreak(lineBreak: string): void {
    this.afterBlank = true;
    this.isIndentation = true;
    this.write(lineBreak);
    this.column = 0;
  }
}
