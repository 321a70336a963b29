import { Client, Connection, httpTransport, type Transport } from "../../src/client/index.ts";
import { refusal, token } from "./session.ts";

/** The address of the service, of which the page is `ui/`: it may lie behind a proxy under another path. */
export const address = new URL("..", document.baseURI).href.replace(/\/$/, "");

const transport: Transport = async (request) => {
  const headers = token.value === "" ? {} : { "X-Auth-Token": token.value };
  const answer = await httpTransport(address, headers)(request);
  if (answer.status === 401) refusal.value = token.value === "" ? "" : "The service does not accept this token.";
  return answer;
};

/** Requests for which the client has no word of its own. */
export const connection = new Connection(transport);

export const client = new Client(connection);
