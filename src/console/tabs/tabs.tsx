/** What happened, in tabs named as in AWS's console, and after them what only this one has. */

import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { goWithin, place } from "../data/place.ts";
import { onKey } from "../frame/keys.ts";
import { ActivityTab } from "./activity-tab.tsx";
import { AlarmsTab } from "./alarms-tab.tsx";
import { EventsTab } from "./events-tab.tsx";
import { FaultsTab } from "./faults-tab.tsx";
import { InstancesTab } from "./instances-tab.tsx";
import { JournalTab } from "./journal-tab.tsx";
import { isHeld } from "./list-state.ts";
import { RefreshesTab } from "./refreshes-tab.tsx";
import { RequestsTab } from "./requests-tab.tsx";

interface Tab {
  readonly id: string;
  readonly name: string;
  readonly Content: () => ComponentChildren;
}

const tabs: readonly Tab[] = [
  { id: "journal", name: "Journal", Content: JournalTab },
  { id: "activity", name: "Activity", Content: ActivityTab },
  { id: "instances", name: "Instance management", Content: InstancesTab },
  { id: "refreshes", name: "Instance refresh history", Content: RefreshesTab },
  { id: "events", name: "Events", Content: EventsTab },
  { id: "requests", name: "Requests", Content: RequestsTab },
  { id: "faults", name: "Faults", Content: FaultsTab },
  { id: "alarms", name: "Alarms and hooks", Content: AlarmsTab },
];

const first = "journal";

export function Tabs() {
  const chosen = tabs.find(({ id }) => id === (place.value.tab ?? first)) ?? tabs[0];
  useEffect(() => {
    const stops = [
      onKey("/", () => document.getElementById("filter")?.focus()),
      onKey("h", () => {
        isHeld.value = !isHeld.value;
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  if (chosen === undefined) return null;
  const { Content } = chosen;
  return (
    <section class="panel tabs" aria-label="What happened">
      <div class="tab-list" role="tablist" aria-label="What to list" onKeyDown={moveTab}>
        {tabs.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`tab-${id}`}
            aria-selected={id === chosen.id}
            aria-controls="tab-panel"
            tabIndex={id === chosen.id ? 0 : -1}
            onClick={() => goWithin({ tab: id })}
          >
            {name}
          </button>
        ))}
      </div>
      <div id="tab-panel" role="tabpanel" aria-labelledby={`tab-${chosen.id}`}>
        <Content key={chosen.id} />
      </div>
    </section>
  );
}

/** The arrow keys go from tab to tab, as everywhere. */
function moveTab({ key, currentTarget }: KeyboardEvent): void {
  const by = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
  if (by === 0 || !(currentTarget instanceof HTMLElement)) return;
  const is = tabs.findIndex(({ id }) => id === (place.peek().tab ?? first));
  const to = tabs[(is + by + tabs.length) % tabs.length];
  if (to === undefined) return;
  goWithin({ tab: to.id });
  currentTarget.querySelector<HTMLElement>(`#tab-${to.id}`)?.focus();
}
