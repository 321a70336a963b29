import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from "node:zlib";

type Unpack = (body: Uint8Array, options: { readonly maxOutputLength: number }) => Uint8Array;

const methods: ReadonlyMap<string, Unpack> = new Map<string, Unpack>([
  ["gzip", gunzipSync],
  ["x-gzip", gunzipSync],
  ["br", brotliDecompressSync],
  ["zstd", zstdDecompressSync],
  // The standard says zlib's form; servers that send the bare one are known.
  ["deflate", (body, options) => ((body[0] ?? 0) % 16 === 8 ? inflateSync : inflateRawSync)(body, options)],
]);

/**
 * Unpacks a body.
 *
 * @param encoding the header `Content-Encoding`; a method that is not known leaves the body as it is
 * @param maxBytes the largest result that is taken, so that a small body cannot fill the memory
 * @throws Error when the body is not of that method, or the result is larger
 */
export function decompress(body: Uint8Array, encoding: string | undefined, maxBytes: number): Uint8Array {
  if (encoding === undefined || body.length === 0) return body;
  const names = encoding.split(",").map((name) => name.trim().toLowerCase());
  return names.reduceRight((packed, name) => {
    const unpack = methods.get(name);
    return unpack === undefined ? packed : unpack(packed, { maxOutputLength: maxBytes });
  }, body);
}
