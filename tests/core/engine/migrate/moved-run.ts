import type { MigrationOptions, MigrationVerdict, WorkflowDefinition } from "../../../../src/core/engine/index.ts";
import type { StageOptions } from "../../../../src/core/rehearse/index.ts";
import { Catalogue } from "../../../../src/core/rehearse/index.ts";
import { standardActions } from "../../../conformance/workflows/actions.ts";
import { Scene } from "../scene.ts";

/** What happened to an execution from outside, in order. */
export type Happening =
  | { readonly type: "ended"; readonly task: string; readonly state: "SUCCESS" | "ERROR" }
  | { readonly type: "paused" | "resumed" | "moved" };

/** The definition of a text, or undefined when it is not valid. */
export function definitionOf(text: string): WorkflowDefinition | undefined {
  const catalogue = new Catalogue(standardActions);
  const { names } = catalogue.addWorkflows(`version: '2.0'\n${text}`);
  const definition = catalogue.workflow(names[0] ?? "", "");
  return definition && { ...definition, id: "moved", revision: 2 };
}

/** How an execution is driven: numbers choose what ends next and how. */
export interface Course {
  readonly choices: readonly number[];
  /** Results before the move is asked for. */
  readonly movedAfter: number;
  /** Whether it is paused for the move, or moved while it runs. */
  readonly isPaused: boolean;
  /** Results that come between the pause and the move, and between the move and the resume. */
  readonly whilePaused: readonly [number, number];
}

export interface MovedRun {
  readonly scene: Scene;
  readonly verdict: MigrationVerdict | undefined;
  readonly happenings: readonly Happening[];
}

/** So many results may be failures; after them all goes well, so that loops end. */
const troubled = 25;

/** Runs a workflow, moves it on the way, and runs it to its end. */
export function runMoved(
  text: string,
  to: WorkflowDefinition,
  course: Course,
  options: MigrationOptions,
  stage: StageOptions = {},
  params: Parameters<typeof Scene.start>[2] = {},
): MovedRun {
  const scene = Scene.start(text, {}, params, stage);
  const happenings: Happening[] = [];
  let steps = 0;
  const step = (): boolean => {
    const open = scene.open();
    const choice = course.choices[steps % course.choices.length] ?? 0;
    const action = open[choice % Math.max(1, open.length)];
    if (action === undefined) return false;
    steps += 1;
    const state = steps < troubled && choice % 5 === 0 ? "ERROR" : "SUCCESS";
    happenings.push({ type: "ended", task: action.taskName ?? "", state });
    scene.send({ type: "actionFinished", actionId: action.id, result: { state, value: null } });
    return true;
  };
  const take = (count: number): void => {
    for (let i = 0; i < count && step(); i += 1);
  };
  take(course.movedAfter);
  // A command of the workflow may have paused it.
  const isPaused = scene.execution.state === "PAUSED";
  if (!isPaused && scene.execution.state !== "RUNNING") return { scene, verdict: undefined, happenings };
  if (course.isPaused && !isPaused) {
    happenings.push({ type: "paused" });
    scene.send({ type: "pauseRequested" });
    take(course.whilePaused[0]);
  }
  const migrated = scene.stage.migrate(scene.id, to, { ...options, whileRunning: !course.isPaused && !isPaused });
  scene.settle();
  if (migrated.type !== "judged") throw new Error(migrated.message);
  happenings.push({ type: "moved" });
  if (course.isPaused || isPaused) {
    take(course.whilePaused[1]);
    happenings.push({ type: "resumed" });
    scene.send({ type: "resumeRequested", env: null });
  }
  take(1000);
  for (let i = 0; i < 5 && scene.execution.state === "PAUSED"; i += 1) {
    happenings.push({ type: "resumed" });
    scene.send({ type: "resumeRequested", env: null });
    take(1000);
  }
  return { scene, verdict: migrated.verdict, happenings };
}

/**
 * Runs a workflow so that the same happens to it, which shows that this is a run of it.
 *
 * @param skipped tasks that did not run before the move: here they succeed, unseen
 * @param dropped tasks of which nothing is to be seen
 */
export function repeat(
  text: string,
  happenings: readonly Happening[],
  skipped: readonly string[],
  dropped: readonly string[],
  params: Parameters<typeof Scene.start>[2] = {},
): Scene {
  const scene = Scene.start(text, {}, params);
  const hasPause = /\bpause\b/.test(text);
  let isBefore = true;
  const pass = (): void => {
    for (;;) {
      const hidden = scene.open().find(({ taskName }) => skipped.includes(taskName ?? ""));
      if (hidden === undefined || !isBefore) return;
      scene.send({ type: "actionFinished", actionId: hidden.id, result: { state: "SUCCESS", value: null } });
    }
  };
  pass();
  for (const happening of happenings) {
    if (happening.type === "ended" && !dropped.includes(happening.task)) {
      // A pause that the workflow itself asks for is not seen from outside, and may end at any moment.
      const isHeld = scene.execution.state === "PAUSED" && scene.open(happening.task).length === 0;
      if (isHeld && hasPause) scene.send({ type: "resumeRequested", env: null });
      pass();
      scene.answer(happening.task, { state: happening.state, value: null });
    } else if (happening.type === "paused") scene.send({ type: "pauseRequested" });
    else if (happening.type === "resumed") scene.send({ type: "resumeRequested", env: null });
    else if (happening.type === "moved") isBefore = false;
    pass();
  }
  const resumes = hasPause ? 5 : 0;
  for (let i = 0; i < resumes && scene.execution.state === "PAUSED"; i += 1) {
    scene.send({ type: "resumeRequested", env: null });
  }
  return scene;
}

/** How an execution ended, some tasks left out. */
export function endOf(scene: Scene, without: readonly string[]) {
  const { state } = scene.execution;
  const tasks = scene.tasks.filter(({ name }) => !without.includes(name));
  return { state, tasks: tasks.map(({ name, state: end }) => `${name} ${end}`).toSorted() };
}
