import { httpTransport, type Transport } from "../../client/index.ts";
import { CliError, exitCodes } from "../exit.ts";
import type { CliHost } from "../host.ts";
import { logIn } from "./keystone.ts";
import { targetOf, type TargetOptions } from "./target.ts";

interface Reached {
  readonly url: string;
  readonly send: Transport;
}

/**
 * The way to the service that the options, the environment and the profiles name; who that is is found out with the first
 * request.
 */
export function reach(host: CliHost, options: TargetOptions): Transport {
  let reached: Promise<Reached> | undefined;
  return async (request) => {
    reached ??= find(host, options);
    const { url, send } = await reached;
    try {
      return await send(request);
    } catch (error) {
      const why = reasonOf(error);
      if (why === undefined) throw error;
      throw new CliError(
        `The service does not answer at ${url} (${why}). Is it running ('ostro serve'), and is the address right (--url, OSTRO_URL or a profile)?`,
        exitCodes.serviceFailed,
      );
    }
  };
}

async function find(host: CliHost, options: TargetOptions): Promise<Reached> {
  const { url: named, token: given, project, login } = await targetOf(host, options);
  const got = login === undefined ? undefined : await logIn(login);
  const url = named ?? got?.url;
  if (url === undefined) {
    throw new CliError(
      `Keystone knows no address of a service '${login?.serviceType ?? ""}'; say it with --url or OS_MISTRAL_URL.`,
    );
  }
  if (!URL.canParse(url) || !/^https?:/.test(url)) {
    throw new CliError(`'${url}' is no address of a service; it looks like http://127.0.0.1:8989.`);
  }
  const token = given ?? got?.token;
  const headers = {
    ...(token === undefined ? {} : { "X-Auth-Token": token }),
    ...(project === undefined ? {} : { "X-Project-Id": project }),
  };
  return { url, send: httpTransport(url, headers) };
}

/** What `fetch` says when there is no connection; undefined for another error. */
function reasonOf(error: unknown): string | undefined {
  if (!(error instanceof TypeError) || error.message !== "fetch failed") return undefined;
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return "code" in cause && typeof cause.code === "string" ? cause.code : cause.message;
}
