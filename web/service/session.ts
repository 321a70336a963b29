import { signal } from "@preact/signals";

const key = "ostro-token";

/** The token that is sent with every request; empty where the service wants none. It lives as long as the tab. */
export const token = signal(sessionStorage.getItem(key) ?? "");

/** Why the service wants to know who asks; undefined as long as it does not. */
export const refusal = signal<string | undefined>(undefined);

export function logIn(value: string): void {
  sessionStorage.setItem(key, value);
  token.value = value;
  refusal.value = undefined;
}

export function logOut(): void {
  sessionStorage.removeItem(key);
  token.value = "";
  refusal.value = "You have logged out.";
}
