import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".woff2": "font/woff2",
  ".png": "image/png",
};

/** A file of the page, ready to be sent. */
export interface PageFile {
  readonly type: string;
  readonly etag: string;
  readonly body: Buffer;
  /** Undefined where it would not be smaller. */
  readonly gzipped: Buffer | undefined;
}

/**
 * Reads all files of the built page; they are few and small, and nothing else in the folder or above it can be asked for.
 *
 * @returns the files by their path within the folder, with `/`; undefined when the folder or its `index.html` is missing
 */
export async function readPage(folder: string): Promise<ReadonlyMap<string, PageFile> | undefined> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = await Promise.all(
    paths.map(async (path): Promise<[string, PageFile]> => [
      path.slice(folder.length).replaceAll("\\", "/").replace(/^\/+/, ""),
      await pageFile(path),
    ]),
  );
  const page = new Map(files);
  return page.has("index.html") ? page : undefined;
}

const compress = promisify(gzip);

async function pageFile(path: string): Promise<PageFile> {
  const body = await readFile(path);
  const type = types[extname(path)] ?? "application/octet-stream";
  const gzipped = await compress(body);
  return {
    type,
    etag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`,
    body,
    gzipped: gzipped.length < body.length ? gzipped : undefined,
  };
}
