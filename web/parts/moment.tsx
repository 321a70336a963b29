import { useEffect } from "preact/hooks";
import { agoText, momentText, now, spanText, watchClock } from "../service/time.ts";

/** How long ago something was; the whole moment on hover. */
export function Ago({ at }: { readonly at: number }) {
  useEffect(watchClock, []);
  return (
    <time dateTime={new Date(at).toISOString()} title={momentText(at)}>
      {agoText(at, now.value)}
    </time>
  );
}

/** How long something took, or has taken so far. */
export function Span({ from, to }: { readonly from: number; readonly to: number | null }) {
  return to === null ? <SpanSoFar from={from} /> : <span class="number">{spanText(to - from)}</span>;
}

function SpanSoFar({ from }: { readonly from: number }) {
  useEffect(watchClock, []);
  return <span class="number">{spanText(now.value - from)}</span>;
}
