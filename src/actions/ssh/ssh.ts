import { isList, writeJson, type Json, type JsonMap } from "../../core/base/index.ts";
import type { ActionResult } from "../../core/model/index.ts";
import { optional, raised, reasonOf, required, succeeded, type Action, type ActionContext } from "../action.ts";
import { execute } from "./command.ts";
import { logIn, type Login } from "./connection.ts";
import { reachByProgram, reachThrough } from "./gateway.ts";
import { privateKeyOf } from "./private-key.ts";
import type { SshSettings } from "./settings.ts";

/** Runs the command of a call on one host. */
type OnHost = (login: Login, command: string, input: JsonMap, signal: AbortSignal) => Promise<string>;

/** `std.ssh` and `std.ssh_proxied`, for a deployment's settings. */
export function sshActions(settings: SshSettings): Action[] {
  const description =
    "Runs the command `cmd` on `host` by SSH and gives back what it writes. A list of hosts gives a list of results. A host is NAME or " +
    "NAME:PORT; its key must be known. Logs in with a private key (its text, or the name of a file) or with `password`.";
  return [
    {
      name: "std.ssh",
      description,
      parameters: [
        required("cmd"),
        required("host"),
        required("username"),
        optional("password", ""),
        optional("private_key_filename"),
        optional("private_key"),
      ],
      className: "mistral.actions.std_actions.SSHAction",
      isAsync: false,
      run: (input, context) => onHosts("SSHAction", input, context, settings, directly(settings)),
    },
    {
      name: "std.ssh_proxied",
      description: `${description} The way leads over \`gateway_host\`, where \`gateway_username\` logs in with the private key.`,
      parameters: [
        ...["cmd", "host", "username", "private_key_filename", "gateway_host"].map(required),
        ...["gateway_username", "password", "proxy_command", "private_key"].map((name) => optional(name)),
      ],
      className: "mistral.actions.std_actions.SSHProxiedAction",
      isAsync: false,
      run: (input, context) => onHosts("SSHProxiedAction", input, context, settings, overGateway(settings)),
    },
  ];
}

/** Mistral goes from host to host; a single one has a single result, also in a list. */
async function onHosts(
  title: string,
  input: JsonMap,
  { actionId, signal }: ActionContext,
  settings: SshSettings,
  runOn: OnHost,
): Promise<ActionResult> {
  const hosts = isList(input["host"]) ? input["host"] : [input["host"] ?? null];
  try {
    const user = text(input, "username");
    const command = text(input, "cmd");
    const privateKey = await privateKeyOf(input, settings);
    const results: string[] = [];
    for (const one of hosts) {
      const login = { ...place(one, "host"), user, password: secretOf(input["password"]), privateKey };
      results.push(await runOn(login, command, input, signal));
    }
    return succeeded(results.length === 1 ? (results[0] ?? null) : results);
  } catch (error) {
    signal.throwIfAborted();
    const names = hosts.map((host) => (typeof host === "string" ? `'${host}'` : writeJson(host))).join(", ");
    const failure = `Failed to execute ssh cmd '${shown(input["cmd"])}' on [${names}]`;
    return raised(title, actionId, `${failure}: ${reasonOf(error)}`);
  }
}

function directly(settings: SshSettings): OnHost {
  return async (login, command, _input, signal) => {
    const client = await logIn(login, settings, signal);
    try {
      return await execute(client, command);
    } finally {
      client.destroy();
    }
  };
}

function overGateway(settings: SshSettings): OnHost {
  return async (login, command, input, signal) => {
    const gateway = await logIn({ ...login, ...gatewayOf(login, input, settings, signal) }, settings, signal);
    try {
      const channel = await reachThrough(gateway, login.host, login.port);
      return await directly(settings)({ ...login, channel }, command, input, signal);
    } finally {
      gateway.destroy();
    }
  };
}

function gatewayOf(login: Login, input: JsonMap, settings: SshSettings, signal: AbortSignal): Partial<Login> {
  const { proxy_command: program, gateway_username: name } = input;
  const user = typeof name === "string" && name !== "" ? name : login.user;
  const way = { ...place(input["gateway_host"] ?? null, "gateway_host"), user };
  if (typeof program !== "string" || program === "") return way;
  if (!settings.allowsProxyCommand) {
    throw new Error(
      "'proxy_command' starts a program on the service's machine, which the setting ssh_proxy_command forbids",
    );
  }
  return { ...way, channel: reachByProgram(program, signal) };
}

const form = /^(?:\[(?<address>[^\]]+)\]|(?<name>[^:[\]]+))(?::(?<port>\d{1,5}))?$/;

/** `NAME`, `NAME:PORT`, `[ADDRESS]:PORT`, or an IPv6 address as it is. */
function place(value: Json, argument: string): { readonly host: string; readonly port: number } {
  if (typeof value !== "string" || value.trim() === "") throw new Error(`'${argument}' must be the name of a host`);
  const parts = form.exec(value)?.groups;
  return { host: parts?.["address"] ?? parts?.["name"] ?? value, port: Number(parts?.["port"] ?? 22) };
}

function text(input: JsonMap, name: string): string {
  const value = input[name];
  if (typeof value !== "string") throw new Error(`'${name}' must be a text`);
  return value;
}

function shown(value: Json | undefined): string {
  return typeof value === "string" ? value : writeJson(value ?? null);
}

function secretOf(value: Json | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
