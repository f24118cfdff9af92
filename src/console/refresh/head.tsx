/** The head of a group's page: the status of its refresh, from what to what, and until when. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { foresee, foreseenEnd, isForeseenWhenAsked } from "../data/forecast.ts";
import { activeRefresh, group, isUnderWay, shownRefresh } from "../data/group.ts";
import { goWithin, place } from "../data/place.ts";
import type { DescribedRefresh } from "../data/shapes.ts";
import { beganAt } from "../data/story.ts";
import { clockText, countOf, countText, dateText, instantOf, spanText } from "../data/times.ts";
import { statusWords } from "../data/words.ts";
import { chosen } from "../data/world.ts";
import { Status } from "../frame/status.tsx";
import { Actions } from "./actions.tsx";
import { elapsed } from "./model.ts";
import { Preferences } from "./preferences.tsx";
import { sourceTexts, targetText } from "./targets.ts";

export function Head() {
  const { group: name, account, region } = chosen.value ?? {};
  const refresh = shownRefresh.value;
  return (
    <section class="head" aria-label="Instance refresh">
      <div class="head-line">
        <h1>{name}</h1>
        <span class="soft numbers">
          {region} · {account}
        </span>
        <Sizes />
        <Actions />
      </div>
      {refresh === undefined ? (
        <p class="soft">No instance refresh has been started for this group.</p>
      ) : (
        <Told refresh={refresh} />
      )}
    </section>
  );
}

function Sizes() {
  const { minSize = 0, desiredCapacity = 0, maxSize = 0 } = group.value ?? {};
  return (
    <span class="soft numbers">
      {countText(desiredCapacity)} desired, {countText(minSize)} to {countText(maxSize)}
    </span>
  );
}

function Told({ refresh }: { readonly refresh: DescribedRefresh }) {
  return (
    <>
      <Past refresh={refresh} />
      <div class="head-status">
        <Status status={refresh.Status} />
        <Progress refresh={refresh} />
        {refresh.StatusReason !== undefined && <p class="reason">{refresh.StatusReason}</p>}
      </div>
      <Facts refresh={refresh} />
      <Preferences refresh={refresh} />
    </>
  );
}

/** Says that what is shown is not the newest, with the way back to it. */
function Past({ refresh }: { readonly refresh: DescribedRefresh }) {
  if (place.value.refresh === undefined) return null;
  const active = activeRefresh.value;
  return (
    <p class="past">
      This is instance refresh <code>{refresh.InstanceRefreshId}</code>.{" "}
      <button type="button" class="plain" onClick={() => goWithin({ refresh: undefined }, true)}>
        Show the {active === undefined ? "newest" : "one under way"}
      </button>
    </p>
  );
}

function Progress({ refresh }: { readonly refresh: DescribedRefresh }) {
  const { PercentageComplete: percentage = 0, InstancesToUpdate: left } = refresh;
  return (
    <span class="progress">
      <progress max={100} value={percentage} aria-label="Percentage complete" />
      <strong class="numbers">{percentage} %</strong>
      {left !== undefined && (
        <span class="soft numbers">{countOf(left, "instance")} to update</span>
      )}
    </span>
  );
}

function Facts({ refresh }: { readonly refresh: DescribedRefresh }) {
  const began = beganAt.value;
  const took = elapsed.value;
  return (
    <dl class="facts">
      {sourceTexts.value.length > 0 && <Fact name="From">{sourceTexts.value.join(", ")}</Fact>}
      <Fact name="To">{targetText(refresh)}</Fact>
      <Fact name="Started">{began === undefined ? "not yet" : dateText(began)}</Fact>
      <Fact name={isUnderWay.value ? "Elapsed" : "Took"}>
        {took === undefined ? "—" : spanText(took)}
      </Fact>
      <End refresh={refresh} />
      {refresh.RollbackDetails?.RollbackReason !== undefined && (
        <Fact name="Rolled back because">{refresh.RollbackDetails.RollbackReason}</Fact>
      )}
    </dl>
  );
}

interface FactProps {
  readonly name: string;
  readonly children: ComponentChildren;
}

function Fact({ name, children }: FactProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class="numbers">{children}</dd>
    </div>
  );
}

/** A group so large is foreseen when somebody asks for it. */
function Foresee() {
  const [isAsked, setAsked] = useState(false);
  const ask = async () => {
    setAsked(true);
    await foresee();
    setAsked(false);
  };
  return (
    <button type="button" disabled={isAsked} onClick={ask}>
      {isAsked ? "foreseeing…" : "Foresee the end"}
    </button>
  );
}

/** When it ended, or when and how the forecast says that it ends. */
function End({ refresh }: { readonly refresh: DescribedRefresh }) {
  if (!isUnderWay.value) {
    const { EndTime: end } = refresh;
    return <Fact name="Ended">{end === undefined ? "—" : dateText(instantOf(end))}</Fact>;
  }
  const end = foreseenEnd.value;
  if (end === undefined)
    return <Fact name="Ends at">{isForeseenWhenAsked.value ? <Foresee /> : "—"}</Fact>;
  const { text, shape, tone } = statusWords[end.status];
  return (
    <Fact name="Ends at">
      {clockText(end.at)}{" "}
      <span class={`tone-${tone}`}>
        <span aria-hidden="true">{shape}</span> {text}
      </span>
    </Fact>
  );
}
