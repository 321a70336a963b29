import type { FastifyReply, FastifyRequest } from "fastify";
import { Accepted } from "./accept.ts";

const titles: Readonly<Record<number, string>> = {
  302: "Found",
  401: "Unauthorized",
  404: "Not Found",
  405: "Method Not Allowed",
  406: "Not Acceptable",
  423: "Locked",
};

/**
 * Answers with a page instead of a resource, as Mistral does for what no controller has seen (REST reference, section 3,
 * third shape): plain text, HTML for a browser, JSON for a client that asks for it by name.
 *
 * @param detail Mistral's sentence, with the white space that follows it
 */
export function sendPage(request: FastifyRequest, reply: FastifyReply, status: number, detail: string): FastifyReply {
  const accepted = new Accepted(request.headers.accept);
  const title = titles[status] ?? "Error";
  reply.code(status);
  if (accepted.names("text/html")) {
    reply.type("text/html; charset=UTF-8");
    return reply.send(request.method === "HEAD" ? "" : html(`${status} ${title}`, detail));
  }
  if (accepted.names("application/json")) {
    reply.type("application/json");
    return reply.send(JSON.stringify({ code: status, title, description: null }));
  }
  reply.type("text/plain; charset=UTF-8");
  return reply.send(request.method === "HEAD" ? "" : `${status} ${title}\n\n${detail}`);
}

/** The page for a path that leads nowhere. */
export function sendNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendPage(request, reply, 404, "The resource could not be found.\n\n   ");
}

/**
 * The page for a path that knows other methods.
 *
 * @param allowed the methods it knows
 */
export function sendNotAllowed(request: FastifyRequest, reply: FastifyReply, allowed: readonly string[]): FastifyReply {
  reply.header("allow", allowed.toSorted().join(", "));
  if (request.method === "HEAD") return reply.code(405).type("text/html; charset=UTF-8").send("");
  return sendPage(request, reply, 405, `The method ${request.method} is not allowed for this resource. \n\n `);
}

/** The page for a client that takes none of the types that there are. */
export function sendNotAcceptable(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const type = request.headers.accept ?? "";
  const isHtml = new Accepted(request.headers.accept).names("text/html");
  const sentence = "The resource could not be generated that was acceptable to your browser";
  return sendPage(request, reply, 406, `${sentence}${isHtml ? "\n" : " "}(content of type ${type}. \n\n `);
}

function html(title: string, detail: string): string {
  return [
    "<html>",
    " <head>",
    `  <title>${title}</title>`,
    " </head>",
    " <body>",
    `  <h1>${title}</h1>`,
    `  ${escapeHtml(detail.trimEnd())} <br /><br />`,
    "",
    " </body>",
    "</html>",
  ].join("\n");
}

export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
