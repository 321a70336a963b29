import { render } from "preact";
import { App } from "./app.tsx";
import { startRouter } from "./shell/router.ts";
import { applyTheme } from "./shell/theme.ts";
import "./style/tokens.css";
import "./style/base.css";
import "./style/shell.css";
import "./style/parts.css";
import "./style/executions.css";
import "./style/graph.css";
import "./style/execution.css";
import "./style/definitions.css";

applyTheme();
startRouter();
const root = document.getElementById("app");
if (root !== null) render(<App />, root);
