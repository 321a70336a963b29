import { Icon, type IconName } from "../parts/icon.tsx";
import { isLive } from "../service/live.ts";
import { logOut, token } from "../service/session.ts";
import { linkTo, place } from "./router.ts";
import { theme, turnTheme } from "./theme.ts";

const rooms: readonly (readonly [path: string, label: string, icon: IconName])[] = [
  ["executions", "Executions", "play"],
  ["workflows", "Workflows", "flow"],
  ["actions", "Actions", "bolt"],
  ["environments", "Environments", "sliders"],
  ["triggers", "Triggers", "clock"],
  ["service", "Service", "server"],
];

const themeIcons = { system: "half", light: "sun", dark: "moon" } as const;

/** The way around: beside the page, or at the foot of a narrow one. */
export function Nav() {
  const [here = "executions"] = place.value.parts;
  return (
    <nav class="nav" aria-label="Rooms">
      <a class="brand" href={linkTo(["executions"])} aria-label="Ostro, to the executions">
        <Mark />
        <span>Ostro</span>
      </a>
      <ul>
        {rooms.map(([path, label, icon]) => (
          <li key={path}>
            <a href={linkTo([path])} aria-current={here === path ? "page" : undefined}>
              <Icon name={icon} />
              <span>{label}</span>
            </a>
          </li>
        ))}
      </ul>
      <div class="nav-foot">
        <span
          class={isLive.value ? "live" : "live live-off"}
          title={isLive.value ? "Changes are shown as they happen" : "No live connection; asking every few seconds"}
        >
          <i />
          <span>{isLive.value ? "Live" : "Polling"}</span>
        </span>
        <button
          type="button"
          class="plain"
          onClick={turnTheme}
          aria-label={`Colours: ${theme.value}`}
          title={`Colours: ${theme.value}`}
        >
          <Icon name={themeIcons[theme.value]} />
        </button>
        {token.value !== "" && (
          <button type="button" class="plain" onClick={logOut} aria-label="Log out" title="Log out">
            <Icon name="leave" />
          </button>
        )}
      </div>
    </nav>
  );
}

/** A compass needle that points south, where the wind of this name comes from. */
function Mark() {
  return (
    <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#26324b" />
      <path d="M16 4.5 19.4 13 16 11.2 12.6 13Z" fill="#7f8fb3" />
      <path d="M16 27.5 10.5 14 16 17 21.5 14Z" fill="#ff9d5c" />
      <path d="M16 27.5V17L10.5 14Z" fill="#f37b3a" />
    </svg>
  );
}
