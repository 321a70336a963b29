import { parseJson, type Json } from "../../src/core/base/index.ts";

/** One server-sent event. */
export interface ServerEvent {
  readonly event: string;
  readonly data: Json;
}

/**
 * Cuts a stream of text into events.
 *
 * @param parts the text as it comes in, cut anywhere
 */
export async function* eventsIn(parts: AsyncIterable<string>): AsyncGenerator<ServerEvent> {
  let text = "";
  for await (const part of parts) {
    text += part;
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const event = /^event: (.*)$/m.exec(block)?.[1];
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (event !== undefined && data !== undefined) yield { event, data: parseJson(data) };
    }
  }
}

/** The parts of a body, as text. */
export async function* textOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield decoder.decode(value, { stream: true });
    }
  } finally {
    reader.releaseLock();
  }
}
