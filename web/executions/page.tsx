import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Icon } from "../parts/icon.tsx";
import { Empty } from "../parts/loading.tsx";
import { Ago, Span } from "../parts/moment.tsx";
import { stateClass, stateName, StateSign } from "../parts/state.tsx";
import { VirtualList } from "../parts/virtual-list.tsx";
import { follow } from "../service/live.ts";
import { linkTo, place } from "../shell/router.ts";
import { FilterBar } from "./filter-bar.tsx";
import { filtersOf } from "./filters.ts";
import { hasMore, isLoading, loadMore, loadRows, rows, takeChanges, trouble, type Row } from "./rows.ts";
import { StartDialog } from "./start-dialog.tsx";

const rowHeight = 60;

/** The live list of executions. */
export function ExecutionsPage() {
  const isStarting = useSignal(false);
  const { query } = place.value;
  const filters = filtersOf(query);
  const key = JSON.stringify(filters);
  useEffect(() => {
    void loadRows(filters);
    return follow("", {
      onEvent: ({ event, data }) => {
        if (event === "executions") takeChanges(data, filters);
        else void loadRows(filters);
      },
      onPoll: () => loadRows(filters),
    });
  }, [key]);
  const isNarrowed = filters.text !== "" || filters.states.length > 0;
  return (
    <section class="page page-list">
      <header class="page-head">
        <h1>Executions</h1>
        <button type="button" class="primary" onClick={() => void (isStarting.value = true)}>
          <Icon name="play" size={15} /> Start
        </button>
      </header>
      <FilterBar filters={filters} />
      {trouble.value !== undefined && (
        <p class="problem" role="alert">
          {trouble.value}
        </p>
      )}
      {rows.value.length > 0 && (
        <VirtualList
          rows={rows.value}
          rowHeight={rowHeight}
          label={`Executions, newest first${hasMore.value ? "; older ones follow" : ""}`}
          keyOf={({ id }) => id}
          draw={(row) => <ExecutionRow row={row} />}
          onEnd={() => void loadMore(filters)}
        />
      )}
      {rows.value.length === 0 && !isLoading.value && trouble.value === undefined && (
        <Empty title={isNarrowed ? "No execution fits" : "Nothing has run yet"}>
          <p>
            {isNarrowed ? "Choose other states, or search for something else." : "Start a workflow, and watch it here."}
          </p>
        </Empty>
      )}
      {isStarting.value && <StartDialog onClose={() => void (isStarting.value = false)} />}
    </section>
  );
}

function ExecutionRow({ row }: { readonly row: Row }) {
  const { id, name, namespace, state, stateInfo, createdMs, finishedMs } = row;
  const trouble = state === "ERROR" || state === "CANCELLED" ? (stateInfo ?? "") : "";
  const says = trouble === "" ? row.description : trouble;
  return (
    <a class={`execution-row ${stateClass(state)}`} href={linkTo(["executions", id])}>
      <StateSign state={state} size={22} />
      <span class="execution-name">
        <strong>
          {name}
          {namespace !== "" && <small class="quiet"> in {namespace}</small>}
          {row.isChild && <small class="tag">sub-workflow</small>}
        </strong>
        <small class={state === "ERROR" && trouble !== "" ? "fault clip" : "quiet clip"}>
          {says === "" ? id : says}
        </small>
      </span>
      <span class="execution-state">{stateName(state)}</span>
      <span class="execution-span">
        <Span from={createdMs} to={finishedMs} />
      </span>
      <span class="execution-when quiet">
        <Ago at={createdMs} />
      </span>
    </a>
  );
}
