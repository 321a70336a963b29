import { signal } from "@preact/signals";

type Theme = "system" | "light" | "dark";

const key = "ostro-theme";
const order: readonly Theme[] = ["system", "light", "dark"];

function stored(): Theme {
  const value = localStorage.getItem(key);
  return value === "light" || value === "dark" ? value : "system";
}

export const theme = signal<Theme>(stored());

/** Puts the theme into force. */
export function applyTheme(): void {
  document.documentElement.dataset["theme"] = theme.value;
}

/** The next one: what the system says, light, dark. */
export function turnTheme(): void {
  theme.value = order[(order.indexOf(theme.value) + 1) % order.length] ?? "system";
  localStorage.setItem(key, theme.value);
  applyTheme();
}
