import { Icon } from "../parts/icon.tsx";
import { stateClass, stateName, StateSign } from "../parts/state.tsx";
import { goTo, linkTo } from "../shell/router.ts";
import { addressOf, allStates, isId, type Filters } from "./filters.ts";

/** Search and states; what is chosen stands in the address, so that it can be kept and sent. */
export function FilterBar({ filters }: { readonly filters: Filters }) {
  const change = (part: Partial<Filters>): void =>
    goTo(linkTo(["executions"], addressOf({ ...filters, ...part })), true);
  return (
    <div class="filters" role="search">
      <label class="search">
        <Icon name="search" size={16} />
        <input
          type="search"
          placeholder="Workflow, or the id of an execution"
          aria-label="Search executions by workflow or id"
          value={filters.text}
          onInput={({ currentTarget: { value } }) => {
            if (isId(value.trim())) goTo(linkTo(["executions", value.trim()]));
            else change({ text: value.trim() });
          }}
        />
      </label>
      <div class="chips" role="group" aria-label="States">
        {allStates.map((state) => {
          const isChosen = filters.states.includes(state);
          const states = isChosen ? filters.states.filter((other) => other !== state) : [...filters.states, state];
          return (
            <button
              key={state}
              type="button"
              class={`chip ${stateClass(state)}`}
              aria-pressed={isChosen}
              onClick={() => change({ states })}
            >
              <StateSign state={state} size={15} />
              {stateName(state)}
            </button>
          );
        })}
        <button
          type="button"
          class="chip"
          aria-pressed={filters.withChildren}
          onClick={() => change({ withChildren: !filters.withChildren })}
        >
          Sub-workflows
        </button>
      </div>
    </div>
  );
}
