import { parse, YAMLParseError } from "yaml";
import type { z } from "zod";

/**
 * Reads a YAML file of the deployment.
 *
 * @param path for errors
 * @throws Error when it is not in order, with the path and the place
 */
export function readFileAs<Shape extends z.ZodType>(text: string, path: string, shape: Shape): z.output<Shape> {
  const read = shape.safeParse(yamlOf(text, path));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const place = issue === undefined || issue.path.length === 0 ? "the file" : issue.path.join(".");
  throw new Error(`${path}: ${place}: ${issue?.message ?? "is not in order"}`);
}

/** YAML 1.1, as Mistral's own files. */
function yamlOf(text: string, path: string): unknown {
  try {
    return parse(text, { version: "1.1" });
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw new Error(`${path}: ${error.message}`, { cause: error });
  }
}
