import { typeName, type Value } from "../../python/index.ts";
import { arrays } from "./evaluation.ts";

/** What every Python object has. */
const common = words(
  "class delattr dir doc eq format ge getattribute getstate gt hash init init_subclass le lt ne new reduce reduce_ex " +
    "repr setattr sizeof str subclasshook",
);

const arithmetic =
  "abs add bool divmod float floordiv getnewargs int mod mul neg pos pow radd rdivmod rfloordiv rmod rmul round rpow " +
  "rsub rtruediv sub truediv trunc ceil floor";
const bitwise = "and or rand ror rsub rxor sub xor contains iter len";
const callable = "call module name qualname self text_signature";

/** What a type has in addition. */
const own: Readonly<Record<string, ReadonlySet<string>>> = {
  str: words("add contains getitem getnewargs iter len mod mul rmod rmul"),
  Markup: words("add contains getitem getnewargs iter len mod mul rmod rmul html html_format radd dict module slots"),
  list: words("add class_getitem contains delitem getitem iadd imul iter len mul reversed rmul setitem"),
  tuple: words("add class_getitem contains getitem getnewargs iter len mul rmul"),
  dict: words("class_getitem contains delitem getitem ior iter len or reversed ror setitem"),
  int: words(`${arithmetic} and index invert lshift or rand rlshift ror rrshift rshift rxor xor`),
  bool: words(`${arithmetic} and index invert lshift or rand rlshift ror rrshift rshift rxor xor`),
  float: words(`${arithmetic} getformat`),
  NoneType: words("bool"),
  range: words("bool contains getitem iter len reversed"),
  dict_keys: words(`${bitwise} reversed`),
  dict_items: words(`${bitwise} reversed`),
  dict_values: words("iter len reversed"),
  set: words(`${bitwise} class_getitem iand ior isub ixor`),
  generator: words("del iter name next qualname"),
  function: words("annotations builtins call closure code defaults dict get globals kwdefaults module name qualname"),
  method: words("call func get self"),
  builtin_function_or_method: words(callable),
  type: new Set([...words("base bases basicsize call dict module mro name qualname subclasses"), "mro"]),
  StrictUndefined: words("call contains iter len bool dict module"),
};

/**
 * Whether a Python object of this type has an attribute that begins with `_` and that the sandbox therefore hides.
 *
 * @param object the value
 * @param name the name of the attribute
 */
export function hasHiddenAttribute(object: Value, name: string): boolean {
  if (common.has(name)) return true;
  const type = typeName(object, arrays);
  return Object.hasOwn(own, type) && own[type]?.has(name) === true;
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(" ").map((each) => `__${each}__`));
}
