import { isSpanContextValid, ROOT_CONTEXT, trace, type Context, type SpanContext } from "@opentelemetry/api";

const version0 = /^([\da-f]{2})-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(?:-.*)?$/;
/** The specification asks for at least as many characters to be passed on. */
const longestState = 512;

/**
 * Reads where in a trace somebody is, as an execution keeps it: the header `traceparent`, and after a blank `tracestate`
 * (W3C Trace Context).
 *
 * @returns the root when there is none or it is not valid, as the specification wants it
 */
export function readTrace(text: string | null | undefined): Context {
  const [, version, traceId = "", spanId = "", flags = ""] = version0.exec(text?.split(" ")[0] ?? "") ?? [];
  if (version === undefined || version === "ff") return ROOT_CONTEXT;
  const span: SpanContext = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
  return isSpanContextValid(span) ? trace.setSpanContext(ROOT_CONTEXT, span) : ROOT_CONTEXT;
}

/**
 * The text that {@link readTrace} reads; null for what is no part of a trace.
 *
 * @param from the text that the span's parent was read from: what it says of vendors is passed on as it is
 */
export function writeTrace(span: SpanContext, from: string | null | undefined): string | null {
  const { traceparent, tracestate } = traceHeaders(span, from);
  if (traceparent === undefined) return null;
  return tracestate === undefined ? traceparent : `${traceparent} ${tracestate}`;
}

/**
 * The headers by which a request tells its receiver where in the trace it is.
 *
 * @param from as for {@link writeTrace}
 */
export function traceHeaders(
  span: SpanContext,
  from: string | null | undefined,
): { readonly traceparent?: string; readonly tracestate?: string } {
  if (!isSpanContextValid(span)) return {};
  const { traceId, spanId, traceFlags } = span;
  const traceparent = `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`;
  const tracestate = from?.split(" ").slice(1).join(" ") ?? "";
  return tracestate === "" || tracestate.length > longestState ? { traceparent } : { traceparent, tracestate };
}
