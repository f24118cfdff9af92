/** The whole page: the header and the clock above, and what the address says below. */
import { AllDialogs } from "./act/all-dialogs.tsx";
import { ClockBar } from "./clock/clock-bar.tsx";
import { place } from "./data/place.ts";
import { groups } from "./data/world.ts";
import { Announcer } from "./frame/announcer.tsx";
import { Empty } from "./frame/empty.tsx";
import { Frozen } from "./frame/frozen.tsx";
import { Header } from "./frame/header.tsx";
import { Help } from "./frame/help.tsx";
import { Overview } from "./frame/overview.tsx";
import { GroupView } from "./refresh/group-view.tsx";

export function App() {
  return (
    <>
      <button type="button" class="skip" onClick={toMain}>
        To the content
      </button>
      <div class="top">
        <Header />
        <Frozen />
        <ClockBar />
      </div>
      <main id="main" tabIndex={-1}>
        <Content />
      </main>
      <Announcer />
      <AllDialogs />
      <Help />
    </>
  );
}

function toMain() {
  document.getElementById("main")?.focus();
}

function Content() {
  const all = groups.value.value;
  if (all === undefined) return <p class="message soft">Reading what there is…</p>;
  if (all.length === 0) return <Empty />;
  if (place.value.group === undefined) return <Overview groups={all} />;
  return <GroupView />;
}
