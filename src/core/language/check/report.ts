import { isMap } from "../../base/index.ts";
import type { Json, Place, Problem } from "../../base/index.ts";
import { checkTemplate } from "../../expressions/index.ts";
import { problemKinds } from "../problems.ts";
import type { ProblemCode } from "../problems.ts";
import { gravest, reasonOf } from "../shape/fault.ts";
import type { Fault, Keyword } from "../shape/fault.ts";
import type { Locate, Path } from "../yaml/path.ts";

const codes: Readonly<Record<Keyword, ProblemCode>> = {
  type: "wrong-type",
  enum: "wrong-value",
  pattern: "wrong-value",
  minimum: "wrong-value",
  items: "wrong-value",
  properties: "wrong-value",
  patternProperties: "wrong-value",
  anyOf: "wrong-value",
  oneOf: "wrong-value",
  minLength: "empty-value",
  minItems: "empty-value",
  minProperties: "empty-value",
  maxProperties: "too-many-keys",
  uniqueItems: "repeated-element",
  required: "missing-key",
  additionalProperties: "unknown-key",
};

/** Rules whose breach says by itself what to mend. */
const speaking: ReadonlySet<Keyword> = new Set(["required", "additionalProperties", "uniqueItems", "maxProperties"]);

/** Gathers what is wrong with one definition, in the order in which Mistral looks at things. */
export class Report {
  readonly #problems: Problem[] = [];
  readonly #locate: Locate;

  constructor(locate: Locate = () => undefined) {
    this.#locate = locate;
  }

  /** Errors in the order in which they were found, then warnings by place. */
  get problems(): readonly Problem[] {
    const errors = this.#problems.filter(({ severity }) => severity === "error");
    const warnings = this.#problems.filter(({ severity }) => severity === "warning");
    return [...errors, ...warnings.toSorted((a, b) => (a.place?.offset ?? 0) - (b.place?.offset ?? 0))];
  }

  get hasErrors(): boolean {
    return this.#problems.some(({ severity }) => severity === "error");
  }

  add(code: ProblemCode, message: string, path: Path, of: "key" | "value" = "value"): void {
    this.#push(code, message, path, this.#placeOf(path, of));
  }

  /** The place of a part, or of the smallest thing around it that is in the text. */
  #placeOf(path: Path, of: "key" | "value"): Place | undefined {
    return this.#locate(path, of) ?? (path.length > 0 ? this.#placeOf(path.slice(0, -1), "key") : undefined);
  }

  /**
   * Adds breaches of the shape, the one that Mistral would report in front.
   *
   * @returns whether there was any
   */
  faults(faults: readonly Fault[], path: Path): boolean {
    const lead = gravest(faults);
    if (lead === undefined) return false;
    for (const fault of [lead, ...faults.filter((fault) => fault !== lead)]) this.#fault(fault, path);
    return true;
  }

  /**
   * Checks the expressions that Mistral checks when a definition is created: a text, or the texts of a list or map, but
   * nothing deeper; what is deeper is looked at for warnings.
   */
  expressions(value: Json | undefined, path: Path): void {
    if (value === undefined) return;
    if (typeof value === "string") {
      this.#template(value, path, true);
      return;
    }
    for (const [step, item] of childrenOf(value)) {
      if (typeof item === "string") this.#template(item, [...path, step], true);
      else this.lateExpressions(item, [...path, step]);
    }
  }

  /** Looks at expressions that Mistral does not check before it evaluates them. */
  lateExpressions(value: Json | undefined, path: Path): void {
    if (value === undefined) return;
    if (typeof value === "string") {
      this.#template(value, path, false);
      return;
    }
    for (const [step, item] of childrenOf(value)) this.lateExpressions(item, [...path, step]);
  }

  /**
   * Checks an expression that is a part of a longer text.
   *
   * @param part the inline parameter
   * @param text the text that it stands in
   * @param path the path of the text
   */
  expressionIn(part: string, text: string, path: Path): void {
    this.#template(part, path, true, text);
  }

  #template(part: string, path: Path, isChecked: boolean, text = part): void {
    if (!/<%|\{\{|\{%/.test(part)) return;
    for (const { severity, code, message, offset, length } of checkTemplate(part)) {
      const place = within(this.#placeOf(path, "value"), text, text.indexOf(part) + offset, length);
      const isLate = severity === "error" && !isChecked;
      this.#push(isLate ? "late-expression-error" : code, message, path, place);
    }
  }

  #fault(whole: Fault, path: Path): void {
    const fault = reasonOf(whole);
    const message = fault.say();
    const reasons = fault.context.length > 0 ? reasonsOf(whole) : [];
    const [reason = fault, ...others] = reasons;
    const isAmbiguous = message.includes(" is valid under each of ");
    const code = isAmbiguous ? "ambiguous-value" : codes[others.length > 0 ? fault.keyword : reason.keyword];
    const hint = reasons.length > 0 ? `. ${reasons.map(({ say }) => say()).join("; ")}` : hintOf(fault);
    const whereabouts = [...path, ...fault.path];
    const place =
      fault.culprit === undefined
        ? this.#placeOf(whereabouts, "value")
        : this.#placeOf([...whereabouts, fault.culprit], "key");
    this.#push(code, `Invalid DSL: ${message}${hint}`, whereabouts, place);
  }

  #push(code: ProblemCode, message: string, path: Path, place: Place | undefined): void {
    const { severity } = problemKinds[code];
    const known = { code, severity, message, path: path.join(".") };
    if (this.#problems.some((problem) => problem.message === message && problem.path === known.path)) return;
    this.#problems.push(place === undefined ? known : { ...known, place });
  }
}

/** Why a value does not fit those alternatives that have its type. */
function reasonsOf({ context }: Fault): readonly Fault[] {
  return context.flatMap((fault) => {
    if (fault.path.length > 0) return [];
    return fault.hasType && speaking.has(fault.keyword) ? [fault] : reasonsOf(fault);
  });
}

function hintOf({ keyword, expects }: Fault): string {
  if (expects === undefined || expects === "") return "";
  switch (codes[keyword]) {
    case "unknown-key":
      return `. ${expects}`;
    case "wrong-type":
    case "wrong-value":
      return `. Expected ${expects}`;
    default:
      return "";
  }
}

function childrenOf(value: Json): readonly (readonly [string | number, Json])[] {
  if (Array.isArray(value)) return value.map((item: Json, index) => [index, item] as const);
  return isMap(value) ? Object.entries(value) : [];
}

/** The place of a part of a scalar, if the scalar stands in the text as it is; else the place of the scalar. */
function within(place: Place | undefined, text: string, offset: number, length: number): Place | undefined {
  if (place === undefined) return undefined;
  const quotes = place.length === text.length + 2 ? 1 : 0;
  if ((quotes === 0 && place.length !== text.length) || text.slice(0, offset).includes("\n")) return place;
  const shift = quotes + offset;
  return { line: place.line, column: place.column + shift, offset: place.offset + shift, length };
}
