import { isList, isMap, type Json } from "../../core/base/index.ts";

const mask = "***";

/**
 * Takes secrets out of a value: wherever one stands in a text or a key, as it is or in one of the forms in which servers and
 * libraries give it back (escaped for JSON or a URL, base64 at any offset), there is `***` instead.
 */
export function scrub(value: Json, secrets: readonly string[]): Json {
  const forms = [...new Set(secrets.flatMap(formsOf))].toSorted((a, b) => b.length - a.length);
  const clean = (text: string): string => forms.reduce((rest, form) => rest.replaceAll(form, mask), text);
  const walk = (one: Json): Json => {
    if (typeof one === "string") return clean(one);
    if (isList(one)) return one.map(walk);
    if (isMap(one)) return Object.fromEntries(Object.entries(one).map(([key, member]) => [clean(key), walk(member)]));
    const isNumber = typeof one === "number" || typeof one === "bigint";
    return isNumber && secrets.includes(String(one)) ? mask : one;
  };
  return walk(value);
}

function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  return [secret, json, JSON.stringify(json).slice(1, -1), encodeURIComponent(secret), ...base64Forms(secret)];
}

/** Base64 of a text that has the secret in it, without the characters that depend on what stands around it. */
function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].flatMap((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), bytes]);
    const first = Math.ceil((offset * 8) / 6);
    const last = Math.floor((whole.length * 8) / 6);
    const inner = whole.toString("base64").slice(first, last);
    // A few characters would be found by chance.
    return inner.length < 6 ? [] : [inner, inner.replaceAll("+", "-").replaceAll("/", "_")];
  });
}
