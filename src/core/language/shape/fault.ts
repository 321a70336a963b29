/** The rule of the schema that a value breaks, in the words of JSON Schema. */
export type Keyword =
  | "type"
  | "enum"
  | "minLength"
  | "pattern"
  | "minimum"
  | "items"
  | "minItems"
  | "uniqueItems"
  | "properties"
  | "patternProperties"
  | "additionalProperties"
  | "required"
  | "minProperties"
  | "maxProperties"
  | "anyOf"
  | "oneOf";

/** One breach of a schema. */
export interface Fault {
  readonly keyword: Keyword;
  /** Says it in the words of Python's jsonschema, which Mistral passes on. Most faults are never said: see `oneOf`. */
  readonly say: () => string;
  /** From the value that was checked. */
  readonly path: readonly (string | number)[];
  /** The key of the value that should not be there; undefined where the fault is no key. */
  readonly culprit?: string | undefined;
  /** Whether the value has at least the type that the schema wants. */
  readonly hasType: boolean;
  /** What the schema wants, in words; undefined where the message says enough. */
  readonly expects: string | undefined;
  /** For a value that fits none of several schemas: why it does not fit each. */
  readonly context: readonly Fault[];
}

/**
 * The fault that jsonschema (4.10) would report of several: the one highest up, alternatives last.
 *
 * @param faults in the order in which the rules were tried
 */
export function gravest(faults: readonly Fault[]): Fault | undefined {
  const [first, ...others] = faults;
  if (first === undefined) return undefined;
  return others.reduce((best, fault) => (compare(fault, best) > 0 ? fault : best), first);
}

/**
 * Why a value fits none of several alternatives, as jsonschema picks it: the deepest reason, unless two are equally deep.
 *
 * @param fault any fault
 * @returns the fault itself when it has no such reason
 */
export function reasonOf(fault: Fault): Fault {
  const [first, second] = fault.context.toSorted(compare);
  if (first === undefined || (second !== undefined && compare(first, second) === 0)) return fault;
  const expects = first.path.length > 0 ? (first.expects ?? fault.expects) : (fault.expects ?? first.expects);
  return reasonOf({ ...first, path: [...fault.path, ...first.path], expects });
}

/** Greater is more relevant. */
function compare(a: Fault, b: Fault): number {
  return (
    b.path.length - a.path.length ||
    Number(isStrong(a)) - Number(isStrong(b)) ||
    Number(!a.hasType) - Number(!b.hasType)
  );
}

function isStrong({ keyword }: Fault): boolean {
  return keyword !== "anyOf" && keyword !== "oneOf";
}
