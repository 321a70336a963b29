import { signal } from "@preact/signals";
import { messageOf } from "../service/load.ts";

interface Notice {
  readonly id: number;
  readonly kind: "done" | "failed";
  readonly text: string;
}

const notices = signal<readonly Notice[]>([]);
const shownMs = 6000;
let last = 0;

/** Tells the reader something for a moment. */
export function tell(kind: Notice["kind"], text: string): void {
  last += 1;
  const id = last;
  notices.value = [...notices.value, { id, kind, text }];
  setTimeout(() => dismiss(id), kind === "failed" ? shownMs * 2 : shownMs);
}

/** Does something, and tells that it failed if it did. @returns whether it was done */
export async function attempt(work: () => Promise<unknown>, done?: string): Promise<boolean> {
  try {
    await work();
    if (done !== undefined) tell("done", done);
    return true;
  } catch (error) {
    tell("failed", messageOf(error));
    return false;
  }
}

function dismiss(id: number): void {
  notices.value = notices.value.filter((notice) => notice.id !== id);
}

export function Notices() {
  return (
    <div class="notices" role="status" aria-live="polite">
      {notices.value.map(({ id, kind, text }) => (
        <div key={id} class={`notice notice-${kind}`}>
          <span>{text}</span>
          <button type="button" class="plain" aria-label="Dismiss" onClick={() => dismiss(id)}>
            ×
          </button>
        </div>
      ))}
    </div>
  );
}
