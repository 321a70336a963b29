import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { ExecutionsPage } from "./executions/page.tsx";
import { refusal } from "./service/session.ts";
import { Login } from "./shell/login.tsx";
import { Nav } from "./shell/nav.tsx";
import { Notices } from "./shell/notices.tsx";
import { place } from "./shell/router.ts";

interface PageProps {
  readonly parts: readonly string[];
}

type Page = ComponentType<PageProps>;

/** What is not on the first page comes when it is wanted. */
const pages: Readonly<Record<string, () => Promise<Page>>> = {
  execution: async () => (await import("./execution/page.tsx")).ExecutionPage,
  workflows: async () => (await import("./definitions/list-page.tsx")).WorkflowsPage,
  workflow: async () => (await import("./definitions/page.tsx")).WorkflowPage,
  "new-workflow": async () => (await import("./definitions/new-page.tsx")).NewWorkflowPage,
  actions: async () => (await import("./resources/actions.tsx")).ActionsPage,
  environments: async () => (await import("./resources/environments.tsx")).EnvironmentsPage,
  service: async () => (await import("./resources/service.tsx")).ServicePage,
  triggers: async () => (await import("./resources/triggers.tsx")).TriggersPage,
};

export function App() {
  if (refusal.value !== undefined) return <Login />;
  const [room = "executions", ...parts] = place.value.parts;
  const key =
    room === "executions" && parts.length > 0 ? "execution" : room === "workflows" ? pageOfWorkflows(parts) : room;
  return (
    <div class="shell">
      <a class="skip-link" href="#main" onClick={(event) => focusMain(event)}>
        To the content
      </a>
      <Nav />
      <main id="main" tabIndex={-1}>
        {key === "executions" ? <ExecutionsPage /> : <Later key={key} page={key} parts={parts} />}
      </main>
      <Notices />
    </div>
  );
}

function pageOfWorkflows([name]: readonly string[]): string {
  if (name === undefined) return "workflows";
  return name === "+" ? "new-workflow" : "workflow";
}

function focusMain(event: Event): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

function Later({ page, parts }: PageProps & { readonly page: string }) {
  const found = useSignal<Page | undefined>(undefined);
  const isMissing = useSignal(false);
  useEffect(() => {
    const load = pages[page];
    if (load === undefined) isMissing.value = true;
    else
      load().then(
        (loaded) => void (found.value = loaded),
        () => void (isMissing.value = true),
      );
  }, [page]);
  if (isMissing.value) return <p class="problem">There is no such page, or it could not be loaded.</p>;
  const Found = found.value;
  return Found === undefined ? <p class="quiet waiting">Loading…</p> : <Found parts={parts} />;
}
