import { render } from "preact";
import { App } from "./app.tsx";
import { startRouter } from "./shell/router.ts";
import { applyTheme } from "./shell/theme.ts";

applyTheme();
startRouter();
const root = document.getElementById("app");
if (root !== null) render(<App />, root);
