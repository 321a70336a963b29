import { float, parseJson, type Json, type JsonMap } from "../../core/base/index.ts";
import type { HttpResponse } from "./send.ts";

/**
 * The result of `std.http` as Mistral gives it.
 *
 * @param response an answer
 * @returns `content` (parsed where it is JSON, else text), `status`, `headers`, `url`, `history`, `encoding`, `reason`,
 *   `cookies`, `elapsed` in seconds
 */
export function readResponse(response: HttpResponse): JsonMap {
  const encoding = encodingOf(response);
  return {
    content: contentOf(response.body, encoding),
    status: response.status,
    headers: joinHeaders(response.headers),
    url: response.url,
    history: [],
    encoding,
    reason: response.reason,
    cookies: cookiesOf(response.headers),
    elapsed: float(Math.round(response.elapsedMs * 1000) / 1_000_000),
  };
}

function contentOf(body: Uint8Array, encoding: string | null): Json {
  const text = decode(body, encoding);
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}

function decode(body: Uint8Array, encoding: string | null): string {
  try {
    return new TextDecoder(encoding ?? "utf-8").decode(body);
  } catch {
    return new TextDecoder().decode(body);
  }
}

/** Python's requests: the charset, else ISO-8859-1 for text, UTF-8 for JSON, none otherwise. */
function encodingOf({ headers }: HttpResponse): string | null {
  const type = headers.find(([name]) => name.toLowerCase() === "content-type")?.[1];
  if (type === undefined) return null;
  const charset = /charset\s*=\s*"?([^\s;"]+)/i.exec(type)?.[1];
  if (charset !== undefined) return charset;
  if (/^\s*text\//i.test(type)) return "ISO-8859-1";
  return /^\s*application\/json/i.test(type) ? "utf-8" : null;
}

function joinHeaders(pairs: readonly (readonly [string, string])[]): JsonMap {
  const joined = new Map<string, string>();
  for (const [name, value] of pairs) {
    const before = joined.get(name);
    joined.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return Object.fromEntries(joined);
}

function cookiesOf(pairs: readonly (readonly [string, string])[]): JsonMap {
  const cookies = pairs
    .filter(([name]) => name.toLowerCase() === "set-cookie")
    .map(([, value]) => value.split(";")[0] ?? "");
  return Object.fromEntries(
    cookies.map((cookie) => {
      const at = cookie.indexOf("=");
      return [cookie.slice(0, at).trim(), cookie.slice(at + 1).trim()];
    }),
  );
}
