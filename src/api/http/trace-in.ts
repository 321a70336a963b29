type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Where a client is in a trace, as the runtime reads it: by the headers `traceparent` and `tracestate` (W3C Trace Context). */
export function traceIn({ traceparent, tracestate }: Headers): { readonly trace?: string } {
  if (typeof traceparent !== "string") return {};
  const state = Array.isArray(tracestate) ? tracestate.join(",") : tracestate;
  return { trace: typeof state === "string" ? `${traceparent} ${state}` : traceparent };
}
