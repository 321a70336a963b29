import { isList, type Json, type JsonMap } from "../../core/base/index.ts";

/** A letter and the server that takes it. */
export interface Letter {
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string | undefined;
  readonly server: MailServer;
  readonly password: string | undefined;
}

export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte, not only after STARTTLS. */
  readonly isTls: boolean;
  /** The name to log in by; undefined when the sender's address is meant. */
  readonly user: string | undefined;
}

/**
 * Reads the arguments of `std.email`.
 *
 * @param input arguments with defaults filled in
 * @throws Error that names the argument, what was expected and what came
 */
export function readLetter(input: JsonMap): Letter {
  const letter = {
    from: text(input, "from_addr"),
    to: addresses(input, "to_addrs"),
    cc: addresses(input, "cc_addrs"),
    bcc: addresses(input, "bcc_addrs"),
    replyTo: addresses(input, "reply_to"),
    subject: optionalText(input, "subject") ?? "<No subject>",
    text: optionalText(input, "body") ?? "<No body>",
    html: optionalText(input, "html_body"),
    server: readServer(text(input, "smtp_server")),
    password: input["smtp_password"] === null ? undefined : text(input, "smtp_password"),
  };
  if (letter.to.length + letter.cc.length + letter.bcc.length === 0) throw new Error("there is nobody to send it to");
  return letter;
}

const form = /^(?:(?<scheme>smtps?):\/\/)?(?:(?<user>[^@/]+)@)?(?<host>\[[^\]]+\]|[^:/@\s]+)(?::(?<port>\d{1,5}))?\/?$/;

/** `host` and `host:port` as in Mistral; `smtps://host` for TLS from the start, `user@` for a login other than the sender. */
function readServer(place: string): MailServer {
  const parts = form.exec(place)?.groups;
  if (parts?.["host"] === undefined) {
    throw new Error(`'smtp_server' must be HOST, HOST:PORT or smtps://HOST, not ${JSON.stringify(place)}`);
  }
  const isTls = parts["scheme"] === "smtps";
  return {
    host: parts["host"].replaceAll(/^\[|\]$/g, ""),
    port: Number(parts["port"] ?? (isTls ? 465 : 25)),
    isTls,
    user: parts["user"] === undefined ? undefined : decodeURIComponent(parts["user"]),
  };
}

function addresses(input: JsonMap, name: string): readonly string[] {
  const value = input[name] ?? null;
  if (value === null || value === "") return [];
  if (typeof value === "string") return [value];
  if (isList(value) && value.every((one) => typeof one === "string")) return value;
  throw wrong(name, "a list of addresses", value);
}

function optionalText(input: JsonMap, name: string): string | undefined {
  const value = input[name] ?? "";
  return value === "" ? undefined : text(input, name);
}

function text(input: JsonMap, name: string): string {
  const value = input[name] ?? null;
  if (typeof value !== "string") throw wrong(name, "a text", value);
  return value;
}

function wrong(name: string, expected: string, value: Json): Error {
  const came = value === null ? "null" : isList(value) ? "a list" : `a ${typeof value}`;
  return new Error(`'${name}' must be ${expected}, not ${came}`);
}
