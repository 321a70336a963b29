import { useSignal } from "@preact/signals";
import { logIn, refusal } from "../service/session.ts";

/** Asks for the token that the service wants. */
export function Login() {
  const value = useSignal("");
  return (
    <main class="login">
      <form
        class="card"
        onSubmit={(event) => {
          event.preventDefault();
          if (value.value.trim() !== "") logIn(value.value.trim());
        }}
      >
        <h1>Ostro</h1>
        <p>
          This service wants to know who you are. Give it a token of your project; it is kept until you close the tab.
        </p>
        {refusal.value !== undefined && refusal.value !== "" && (
          <p class="problem" role="alert">
            {refusal.value}
          </p>
        )}
        <label class="field">
          <span>Token</span>
          <input
            type="password"
            autocomplete="current-password"
            value={value.value}
            onInput={(event) => void (value.value = event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="primary">
          Log in
        </button>
      </form>
    </main>
  );
}
