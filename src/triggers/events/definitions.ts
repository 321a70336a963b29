import { z } from "zod";
import type { Json, JsonMap } from "../../core/base/index.ts";
import type { OutsideExpressions } from "../../runtime/index.ts";
import { readFileAs } from "./file.ts";
import type { EventData } from "./incoming.ts";
import { fits } from "./wildcard.ts";

const json: z.ZodType<Json> = z.json();
const shape = z.nullable(
  z.array(
    z.strictObject({
      event_types: z.union([z.string(), z.array(z.string()).min(1)]),
      properties: z.record(z.string(), json),
    }),
  ),
);

interface EventDefinition {
  readonly types: readonly string[];
  readonly properties: JsonMap;
}

/** What a workflow is told of an event that no definition names: Mistral's four members, and the event itself. */
const usual: JsonMap = {
  service: "<% $.publisher %>",
  project_id: "<% $.context.project_id %>",
  user_id: "<% $.context.user_id %>",
  timestamp: "<% $.timestamp %>",
  event_type: "<% $.event_type %>",
  payload: "<% $.payload %>",
};

/** Which parts of an event a workflow gets, by the event's type (Mistral's `event_definitions.yml`). */
export class EventDefinitions {
  readonly #definitions: readonly EventDefinition[];

  private constructor(definitions: readonly EventDefinition[]) {
    this.#definitions = definitions;
  }

  static none(): EventDefinitions {
    return new EventDefinitions([]);
  }

  /**
   * Reads a file of definitions.
   *
   * @param path for errors
   * @throws Error when it is not in order, with the path and the place
   */
  static read(text: string, path: string): EventDefinitions {
    // Of several that fit the last one counts, as in Mistral.
    const definitions = (readFileAs(text, path, shape) ?? [])
      .toReversed()
      .map(({ event_types: types, properties }) => ({
        types: typeof types === "string" ? [types] : types,
        properties,
      }));
    return new EventDefinitions(definitions);
  }

  /**
   * What a workflow is told of an event, as `event_params` of its execution.
   *
   * @throws ExpressionError when a property of the definition cannot be evaluated
   */
  convert(data: EventData, expressions: OutsideExpressions): Json {
    const found = this.#definitions.find(({ types }) => types.some((type) => fits(data.event_type, type)));
    return expressions.evaluate(found?.properties ?? usual, data);
  }
}
