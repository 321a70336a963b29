import type { Workflow } from "../../src/client/index.ts";

const meanings: Readonly<Record<string, string>> = {
  BEHIND: "A parent has a newer revision than the one this workflow is locked to",
  STALE: "A parent has changed in a way that this workflow does not fit; it keeps its last form",
  DETACHED: "A parent was deleted; this workflow keeps its last form",
};

/** What a workflow is in its family, where there is something to say. */
export function Standing({
  workflow,
}: {
  readonly workflow: Pick<Workflow, "abstract" | "final" | "inheritance_state">;
}) {
  const { abstract: isAbstract, final: isFinal, inheritance_state: state } = workflow;
  const meaning = meanings[state];
  return (
    <>
      {isAbstract && <small class="tag">abstract</small>}
      {isFinal && <small class="tag">final</small>}
      {meaning !== undefined && (
        <small class="tag tag-warning" title={meaning}>
          {state.toLowerCase()}
        </small>
      )}
    </>
  );
}
