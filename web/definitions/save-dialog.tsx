import { useSignal } from "@preact/signals";
import { ServiceError } from "../../src/client/index.ts";
import type { JsonMap } from "../../src/core/base/index.ts";
import { Impact, impactIn } from "../lineage/impact.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Loading } from "../parts/loading.tsx";
import { messageOf, useLoaded } from "../service/load.ts";

interface SaveDialogProps {
  readonly title: string;
  /** Tells what the write would do. */
  readonly dryRun: () => Promise<JsonMap>;
  /** Writes; `hold` keeps followers that would break in their last form. */
  readonly write: (onBreak: "reject" | "hold") => Promise<unknown>;
  readonly verb: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Shows what a write would do to the workflow and its descendants before it is done. */
export function SaveDialog({ title, dryRun, write, verb, onDone, onClose }: SaveDialogProps) {
  const trouble = useSignal<string | undefined>(undefined);
  const { loaded } = useLoaded("dry run", async () => {
    try {
      return { report: await dryRun(), refusal: undefined };
    } catch (error) {
      const report = error instanceof ServiceError ? impactIn(error.inheritance) : undefined;
      if (report === undefined) throw error;
      return { report, refusal: messageOf(error) };
    }
  });
  const save = (onBreak: "reject" | "hold"): void => {
    trouble.value = undefined;
    write(onBreak).then(onDone, (error: unknown) => void (trouble.value = messageOf(error)));
  };
  const found = loaded.value.state === "done" ? loaded.value.value : undefined;
  const breaks = found !== undefined && hasBroken(found.report);
  return (
    <Dialog title={title} onClose={onClose} isWide>
      <Loading loaded={loaded.value}>{({ report }) => <Impact report={report} />}</Loading>
      {trouble.value !== undefined && (
        <p class="problem" role="alert">
          {trouble.value}
        </p>
      )}
      <footer>
        <button type="button" onClick={onClose}>
          Go on editing
        </button>
        {breaks && (
          <button type="button" class="danger" onClick={() => save("hold")}>
            {verb}, and hold what would break
          </button>
        )}
        {!breaks && (
          <button type="button" class="primary" disabled={found === undefined} onClick={() => save("reject")}>
            {verb}
          </button>
        )}
      </footer>
    </Dialog>
  );
}

function hasBroken(report: JsonMap): boolean {
  const counts = report["descendants"];
  return typeof counts === "object" && counts !== null && "broken" in counts && Number(counts["broken"]) > 0;
}
