import type { Json } from "../../../base/index.ts";
import {
  type ArrayKind,
  type HashKey,
  PyError,
  PyObject,
  pyRepr,
  typeError,
  typeName,
  type Value,
} from "../../python/index.ts";

/**
 * What Jinja gives where there is nothing. The strict kind fails as soon as it is used for anything but `is defined`
 * and `default()`; the lenient kind, the value of `x if y` without an else, is an empty text.
 */
export class Undefined extends PyObject {
  readonly message: string;
  readonly errorClass: string;
  readonly isStrict: boolean;

  constructor(message: string, errorClass = "UndefinedError", isStrict = true) {
    super();
    this.message = message;
    this.errorClass = errorClass;
    this.isStrict = isStrict;
  }

  get pyType(): string {
    return this.isStrict ? "StrictUndefined" : "Undefined";
  }

  /** @throws PyError always: the text says what is undefined */
  fail(): never {
    throw new PyError(this.errorClass, this.message);
  }

  override repr(): string {
    return "Undefined";
  }

  override str(): string {
    return this.isStrict ? this.fail() : "";
  }

  override isTrue(): boolean {
    return this.isStrict ? this.fail() : false;
  }

  override equals(other: Value): boolean {
    return this.isStrict ? this.fail() : other instanceof Undefined;
  }

  override hashKey(): HashKey {
    return this.isStrict ? this.fail() : this;
  }

  [Symbol.iterator](): Iterator<Value> {
    return this.isStrict ? this.fail() : [].values();
  }

  override json(): Json {
    if (this.isStrict) this.fail();
    throw typeError(`Object of type ${this.pyType} is not JSON serializable`);
  }
}

/** A name that no scope knows. */
export function undefinedName(name: string): Undefined {
  return new Undefined(`'${name}' is undefined`);
}

/** A member that an object does not have: a key, an attribute or an index. */
export function undefinedMember(object: Value, member: Value, arrays: ArrayKind): Undefined {
  if (typeof member !== "string") {
    return new Undefined(`${describe(object, arrays)} has no element ${pyRepr(member, arrays)}`);
  }
  return new Undefined(`'${describe(object, arrays)}' has no attribute ${pyRepr(member, arrays)}`);
}

/** An attribute that the sandbox does not hand out. */
export function unsafeMember(object: Value, name: string, arrays: ArrayKind): Undefined {
  const message = `access to attribute ${pyRepr(name, arrays)} of '${typeName(object, arrays)}' object is unsafe.`;
  return new Undefined(message, "SecurityError");
}

function describe(object: Value, arrays: ArrayKind): string {
  if (object === null) return "None";
  const module = object instanceof PyObject ? moduleOf(object.pyType) : "";
  return `${module}${typeName(object, arrays)} object`;
}

const jinjaTypes: ReadonlyMap<string, string> = new Map([
  ["Markup", "markupsafe."],
  ["Namespace", "jinja2.utils."],
  ["Cycler", "jinja2.utils."],
  ["Joiner", "jinja2.utils."],
  ["LoopContext", "jinja2.runtime."],
  ["Macro", "jinja2.runtime."],
  ["BlockReference", "jinja2.runtime."],
  ["TemplateReference", "jinja2.runtime."],
]);

function moduleOf(pyType: string): string {
  return jinjaTypes.get(pyType) ?? "";
}
