/** What `import ... from "ostro"` gives to a module with actions, in the thread that it runs in. */
export { failed, optional, required, succeeded } from "../action.ts";
export { ActionError, defineAction } from "./define-action.ts";
