import { Float, isList, isMap, writeJson, type Json, type JsonMap } from "../../core/base/index.ts";

/** An HTTP request as it goes out. */
export interface HttpRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Milliseconds without an answer after which the request fails; undefined for no limit. */
  readonly timeoutMs: number | undefined;
  readonly followsRedirects: boolean;
  readonly proxyUrl: string | undefined;
  /** Whether a server's certificate is checked, or the text of the authorities to check it against. */
  readonly verify: boolean | string;
}

/** What Python's requests sends where nothing else is said, with our name. */
const usualHeaders = { "User-Agent": "ostro", Accept: "*/*", "Accept-Encoding": "gzip, deflate, br, zstd" };

/**
 * Turns the arguments of `std.http` into a request, as Python's requests does for Mistral.
 *
 * @param input arguments with defaults filled in
 * @returns the request
 * @throws Error when an argument has a form that cannot be sent
 */
export function readRequest(input: JsonMap): HttpRequest {
  const url = withQuery(readUrl(input["url"]), input["params"] ?? null);
  const headers = textMap(input["headers"], "headers");
  for (const [name, value] of Object.entries(usualHeaders)) {
    if (!hasHeader(headers, name.toLowerCase())) headers[name] = value;
  }
  const cookies = Object.entries(textMap(input["cookies"], "cookies"));
  if (cookies.length > 0) headers["Cookie"] = cookies.map(([name, value]) => `${name}=${value}`).join("; ");
  addAuthorization(headers, input["auth"] ?? null);
  const proxies = textMap(input["proxies"], "proxies");
  return {
    url,
    method: text(input["method"] ?? "GET", "method").toUpperCase(),
    headers,
    body: bodyOf(input, headers),
    timeoutMs: milliseconds(input["timeout"] ?? null),
    followsRedirects: input["allow_redirects"] === true,
    proxyUrl: proxies[new URL(url).protocol.slice(0, -1)],
    verify: typeof input["verify"] === "string" ? input["verify"] : input["verify"] !== false,
  };
}

function readUrl(value: Json | undefined): string {
  const url = text(value, "url").trim();
  if (/^https?:\/\/[^/?#]/i.test(url)) return url;
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(url)) throw new Error(`'url' must begin with http:// or https://, not ${url}`);
  throw new Error(`Invalid URL '${url}': No scheme supplied. Perhaps you meant https://${url}?`);
}

function withQuery(url: string, params: Json): string {
  if (params === null) return url;
  const target = new URL(url);
  if (typeof params === "string") {
    target.search = target.search === "" ? params : `${target.search}&${params}`;
    return target.href;
  }
  if (!isMap(params)) throw new Error("'params' must be a map or a text");
  for (const [name, value] of Object.entries(params)) {
    for (const one of isList(value) ? value : [value]) if (one !== null) target.searchParams.append(name, plain(one));
  }
  return target.href;
}

function bodyOf(input: JsonMap, headers: Record<string, string>): string | undefined {
  const { json = null, body = null } = input;
  if (json !== null) {
    if (!hasHeader(headers, "content-type")) headers["Content-Type"] = "application/json";
    return writeJson(json);
  }
  if (body === null) return undefined;
  return typeof body === "string" ? body : writeJson(body);
}

function addAuthorization(headers: Record<string, string>, auth: Json): void {
  if (auth === null || auth === "") return;
  const parts = isList(auth) ? auth.map(plain) : text(auth, "auth").split(":");
  if (parts.length !== 2) throw new Error("'auth' must have the form user:password");
  headers["Authorization"] = `Basic ${Buffer.from(parts.join(":")).toString("base64")}`;
}

function milliseconds(timeout: Json): number | undefined {
  if (timeout === null) return undefined;
  const value = Number(timeout instanceof Float ? timeout.value : timeout);
  if (!(value > 0)) throw new Error("'timeout' must be a positive number of seconds");
  return value * 1000;
}

function hasHeader(headers: Record<string, string>, name: string): boolean {
  return Object.keys(headers).some((key) => key.toLowerCase() === name);
}

function textMap(value: Json | undefined, argument: string): Record<string, string> {
  if (value === null || value === undefined) return {};
  if (!isMap(value)) throw new Error(`'${argument}' must be a map`);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
}

function text(value: Json | undefined, argument: string): string {
  if (typeof value !== "string") throw new Error(`'${argument}' must be a text`);
  return value;
}

function plain(value: Json): string {
  return typeof value === "string" ? value : writeJson(value);
}
