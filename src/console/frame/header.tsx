/** The header: which emulator and which group this is, and whether what is shown is live. */
import { type Connection, connection } from "../data/live.ts";
import { goTo } from "../data/place.ts";
import { chosen, groups, information } from "../data/world.ts";
import { isHelpOpen } from "./help.tsx";
import { Icon } from "./icons.tsx";
import { nextTheme, theme } from "./theme.ts";

export function Header() {
  const started = information.value.value;
  return (
    <header class="header">
      <a class="brand" href="#/" aria-label="asg-local: all groups">
        <img src="favicon.svg" alt="" width="20" height="20" />
        <span>asg-local</span>
      </a>
      <GroupPicker />
      <span class="header-facts soft">
        {started !== undefined && (
          <>
            <span>
              seed <code>{started.seed}</code>
            </span>
            <span>{started.timing} timing</span>
            <span>v{started.version}</span>
          </>
        )}
      </span>
      {started?.allowUnsigned === true && (
        <span class="unsigned" title="It was started with --allow-unsigned">
          <span aria-hidden="true">⚠</span> answers unsigned requests
        </span>
      )}
      <ConnectionState />
      <button
        type="button"
        class="plain"
        aria-label="Keys"
        title="Keys (?)"
        onClick={() => {
          isHelpOpen.value = true;
        }}
      >
        ?
      </button>
      <ThemeButton />
    </header>
  );
}

/** A value of its own for each group, as names repeat in accounts and regions. */
const keyOf = (one: { readonly account: string; readonly region: string; readonly name: string }) =>
  JSON.stringify([one.account, one.region, one.name]);

function GroupPicker() {
  const all = groups.value.value ?? [];
  const { group, account = "", region = "" } = chosen.value ?? {};
  const isOneHome = new Set(all.map((one) => `${one.account} ${one.region}`)).size < 2;
  // One that is not there is not among the options either.
  const present = all.find(
    (one) => one.name === group && one.account === account && one.region === region,
  );
  const choose = (value: string) => {
    const found = all.find((one) => keyOf(one) === value);
    if (found === undefined) goTo({});
    else goTo({ group: found.name, account: found.account, region: found.region });
  };
  return (
    <select
      id="group-picker"
      class="group-picker"
      aria-label="Auto Scaling group"
      value={present === undefined ? "" : keyOf(present)}
      onChange={({ currentTarget }) => choose(currentTarget.value)}
    >
      <option value="">All groups</option>
      {all.map((one) => (
        <option key={keyOf(one)} value={keyOf(one)}>
          {isOneHome ? one.name : `${one.name} (${one.region}, ${one.account})`}
        </option>
      ))}
    </select>
  );
}

const connectionWords: Readonly<Record<Connection, readonly [shape: string, text: string]>> = {
  connecting: ["○", "connecting"],
  live: ["●", "live"],
  reconnecting: ["◌", "reconnecting…"],
};

function ConnectionState() {
  const [shape, text] = connectionWords[connection.value];
  const tone = connection.value === "live" ? "tone-good" : "tone-wait";
  return (
    <span class={`connection ${tone}`} role="status">
      <span aria-hidden="true">{shape}</span> {text}
    </span>
  );
}

const themeIcons = { system: "screen", light: "sun", dark: "moon" } as const;

function ThemeButton() {
  const text = `Theme: ${theme.value}`;
  return (
    <button type="button" class="plain" aria-label={text} title={text} onClick={nextTheme}>
      <Icon name={themeIcons[theme.value]} />
    </button>
  );
}
