import type { Workflow } from "../../src/client/index.ts";
import { isMap } from "../../src/core/base/index.ts";
import { Icon } from "../parts/icon.tsx";
import { Loading } from "../parts/loading.tsx";
import { client } from "../service/client.ts";
import { textAt } from "../service/json.ts";
import { gather, useLoaded } from "../service/load.ts";
import { attempt } from "../shell/notices.tsx";
import { linkTo } from "../shell/router.ts";
import { familyOf, type Member } from "./family-tree.ts";

const fields = "id,name,namespace,revision,extends,abstract,final,inheritance_state,inheritance_error";

/** The family tree of a workflow: its ancestors above it, its descendants below. */
export function Family({ workflow, onChanged }: { readonly workflow: Workflow; readonly onChanged: () => void }) {
  const { loaded } = useLoaded(`${workflow.id} ${workflow.revision}`, async () => {
    const [ancestors, { descendants, other_projects: elsewhere }, all] = await Promise.all([
      client.workflows.ancestors(workflow.id),
      client.workflows.descendants(workflow.id, { recursive: true }),
      gather(client.workflows.list({ fields })),
    ]);
    const known = new Map(all.map((one) => [one.id, one]));
    return { tree: familyOf(workflow, ancestors, descendants, known), elsewhere };
  });
  return (
    <div class="padded family">
      <Problem workflow={workflow} onChanged={onChanged} />
      <Loading loaded={loaded.value}>
        {({ tree, elsewhere }) => (
          <>
            <ul class="tree" role="tree" aria-label={`Family of ${workflow.name}`}>
              {tree.map((member) => (
                <Branch key={member.id} member={member} own={workflow.id} />
              ))}
            </ul>
            {elsewhere > 0 && (
              <p class="quiet">
                {elsewhere} more {elsewhere === 1 ? "descends" : "descend"} from it in other projects.
              </p>
            )}
          </>
        )}
      </Loading>
    </div>
  );
}

function Problem({ workflow, onChanged }: { readonly workflow: Workflow; readonly onChanged: () => void }) {
  const { inheritance_state: state, inheritance_error: error } = workflow;
  if (state !== "STALE" && state !== "BEHIND" && state !== "DETACHED") return null;
  const parents = Object.fromEntries(workflow.extends.map(({ id }) => [id, null]));
  const rebase = (): void =>
    void attempt(() => client.workflows.rebase(workflow.id, parents), "Rebased upon the newest parents.").then(
      (isDone) => isDone && onChanged(),
    );
  return (
    <div class="warning family-problem">
      <p>
        {state === "STALE" && "A parent has changed in a way that this workflow does not fit. It keeps its last form."}
        {state === "BEHIND" && "A parent has a newer revision than the one this workflow is locked to."}
        {state === "DETACHED" && "A parent was deleted. This workflow keeps its last form."}
        {isMap(error) && ` ${textAt(error, "message") ?? ""}`}
      </p>
      {state !== "DETACHED" && (
        <button type="button" onClick={rebase}>
          <Icon name="up" size={15} /> Rebase upon the newest
        </button>
      )}
    </div>
  );
}

function Branch({ member, own }: { readonly member: Member; readonly own: string }) {
  const { id, name, revision, mode, state, children, isAbstract, isFinal } = member;
  return (
    <li
      role="treeitem"
      aria-expanded={children.length > 0 ? true : undefined}
      aria-current={id === own ? "true" : undefined}
    >
      <div class={id === own ? "member member-own" : "member"}>
        <a href={linkTo(["workflows", id])}>{name}</a>
        <span class="quiet">revision {revision}</span>
        {mode === "LOCKED" && (
          <span class="tag" title="keeps to a revision of its parent">
            locked
          </span>
        )}
        {isAbstract && <span class="tag">abstract</span>}
        {isFinal && <span class="tag">final</span>}
        {state !== null && state !== "NONE" && state !== "CURRENT" && (
          <span class="tag tag-warning">{state.toLowerCase()}</span>
        )}
      </div>
      {children.length > 0 && (
        <ul role="group">
          {children.map((child) => (
            <Branch key={child.id} member={child} own={own} />
          ))}
        </ul>
      )}
    </li>
  );
}
