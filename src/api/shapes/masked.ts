import { isList, isMap, type Json } from "../../core/base/index.ts";

const secret =
  /^(auth|cookies?|(set-|proxy-)?(cookie|authorization)|x-(auth|subject)-token|private_key|(.*_)?(password|passwd|secret|token|api_key))$/i;

/**
 * A value without what its names say to be secret: passwords, tokens, and what `auth` says. What only refers to a secret of
 * the deployment stays.
 */
export function masked(value: Json): Json {
  if (isList(value)) return value.map(masked);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, secret.test(name) ? hidden(member) : masked(member)]),
  );
}

function hidden(value: Json): Json {
  if (value === null || value === "" || typeof value === "boolean") return value;
  return isMap(value) && Object.hasOwn(value, "$secret") ? value : "***";
}
