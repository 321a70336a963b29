import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { readPage, type PageFile } from "./files.ts";

/** What the page may load: its own files and nothing from elsewhere. CodeMirror writes its styles into the document. */
const policy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const notBuilt = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Ostro: the page is not built</title></head>
<body style="font: 16px/1.5 system-ui; max-width: 40rem; margin: 4rem auto; padding: 0 1rem">
<h1>The page is not built</h1>
<p>The service is running, and its REST interface answers under <a href="v2/">/v2</a>; only the files of this page are missing.</p>
<p>In a clone of the repository, <code>npm ci</code> builds them, and so does <code>npm run build:page</code>. Then load this page again.</p>
</body></html>
`;

/**
 * Serves the built page at `/ui`.
 *
 * @param folder where its files are; they are read at the first request, so that a page built later is found
 */
export function addPage(app: FastifyInstance, folder: string): void {
  let page: Promise<ReadonlyMap<string, PageFile> | undefined> | undefined;
  const load = async (): Promise<ReadonlyMap<string, PageFile> | undefined> => {
    page ??= readPage(folder);
    const files = await page;
    if (files === undefined) page = undefined;
    return files;
  };
  const common = { method: ["GET", "HEAD"], config: { isOpen: true }, schema: { hide: true } };
  app.route({
    ...common,
    url: "/ui",
    handler: async (request, reply) => {
      // Addresses in the page are relative to `/ui/`.
      if (/^[^?]*\/ui(\?|$)/.test(request.url)) return reply.code(302).header("location", "ui/").send("");
      return sendFile(await load(), "index.html", request, reply);
    },
  });
  app.route<{ Params: { "*": string } }>({
    ...common,
    url: "/ui/*",
    handler: async (request, reply) => sendFile(await load(), request.params["*"] || "index.html", request, reply),
  });
}

function sendFile(
  files: ReadonlyMap<string, PageFile> | undefined,
  path: string,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (files === undefined) return reply.code(503).type("text/html; charset=utf-8").send(notBuilt);
  const file = files.get(path);
  if (file === undefined) return reply.code(404).type("text/plain; charset=utf-8").send("There is no such file.\n");
  // Vite puts a hash of the content into the names under assets/.
  const isForEver = path.startsWith("assets/");
  reply.headers({
    "cache-control": isForEver ? "public, max-age=31536000, immutable" : "no-cache",
    etag: file.etag,
    vary: "accept-encoding",
    "content-security-policy": policy,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
  });
  if (request.headers["if-none-match"] === file.etag) return reply.code(304).send();
  reply.type(file.type);
  const takesGzip = /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
  if (!takesGzip || file.gzipped === undefined) return reply.send(file.body);
  return reply.header("content-encoding", "gzip").send(file.gzipped);
}
