import { parse, YAMLParseError } from "yaml";
import { z } from "zod";
import type { JsonMap } from "../../core/base/index.ts";

const secret = z.union([
  z.string().min(1),
  z.strictObject({ $secret: z.string().min(1), format: z.string().optional() }),
]);
const shape = z
  .array(
    z.strictObject({
      type: z.literal("webhook"),
      url: z.url({ protocol: /^https?$/ }),
      headers: z.record(z.string(), secret).optional(),
      event_types: z.array(z.string()).optional(),
      secret: secret.optional(),
    }),
  )
  .nullable();

/**
 * Reads the file of those who are told of what happens in every execution.
 *
 * @param text YAML, a list as in the parameter `notify`
 * @param path for errors
 * @throws Error when it is not in order, with the path and the place
 */
export function readListeners(text: string, path: string): readonly JsonMap[] {
  const read = shape.safeParse(yamlOf(text, path));
  if (!read.success) {
    const [issue] = read.error.issues;
    const place = issue === undefined || issue.path.length === 0 ? "the file" : issue.path.join(".");
    throw new Error(`${path}: ${place}: ${issue?.message ?? "is not in order"}`);
  }
  return (read.data ?? []).map((listener) => {
    const given = Object.entries(listener).filter(([, value]) => value !== undefined);
    return Object.fromEntries(given) as JsonMap;
  });
}

function yamlOf(text: string, path: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw new Error(`${path}: ${error.message}`, { cause: error });
  }
}
