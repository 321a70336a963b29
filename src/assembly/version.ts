import { readFileSync } from "node:fs";
import { z } from "zod";

const manifestShape = z.object({ version: z.string() });

/** The version of this package; from the sources and from the built package alike, its manifest lies two folders above. */
export function ownVersion(): string {
  const manifest = manifestShape.safeParse(
    JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")),
  );
  return manifest.data?.version ?? "unknown";
}
