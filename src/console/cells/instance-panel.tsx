/** One instance: what it is, since when, what it waits for, and what happened to it. */
import { activeRefresh, group } from "../data/group.ts";
import { type Instance, instances } from "../data/instances.ts";
import { goWithin } from "../data/place.ts";
import { clockText, dateText, spanText } from "../data/times.ts";
import { now } from "../data/world.ts";
import { Icon } from "../frame/icons.tsx";
import { sourceText } from "../refresh/targets.ts";
import { versionOf, versionWords, wordsOf } from "./cell-words.ts";
import { InstanceActions } from "./instance-actions.tsx";
import { InstanceStory } from "./instance-story.tsx";

export function InstancePanel({ id }: { readonly id: string }) {
  const instance = instances.value.get(id);
  return (
    <section class="instance" aria-labelledby="instance">
      <div class="panel-head">
        <h3 id="instance" class="mono">
          {id}
        </h3>
        <button
          type="button"
          class="plain"
          aria-label="Close the instance"
          onClick={() => goWithin({ instance: undefined })}
        >
          <Icon name="close" />
        </button>
      </div>
      {instance === undefined ? (
        <p class="soft">It is not in the group any more.</p>
      ) : (
        <>
          <Facts instance={instance} />
          <InstanceActions instance={instance} />
        </>
      )}
      <InstanceStory id={id} />
    </section>
  );
}

function Facts({ instance }: { readonly instance: Instance }) {
  const { state, zone, source, since, isUnhealthy, isProtected, weight } = instance;
  const hook = group.value?.hooks.find((one) => one.instance === instance.id);
  const facts: [name: string, value: string | undefined][] = [
    ["Lifecycle", `${state} (${wordsOf(instance).text})`],
    ["Health", isUnhealthy ? "Unhealthy" : "Healthy"],
    ["Availability Zone", zone],
    ["Launches from", `${sourceText(source)} (${versionWords[versionOf(instance)]})`],
    ["AMI", source.imageId],
    ["Type", source.instanceType],
    ["Weight", weight === 1 ? undefined : String(weight)],
    ["Since", since === 0 ? undefined : dateText(since * 1000)],
    ["Warm at", warmAt(instance)],
    ["Scale-in protection", isProtected ? "on" : "off"],
    ["Waits in hook", hook && `${hook.hook} until ${clockText(Date.parse(hook.deadline))}`],
    ["Token", hook?.token],
  ];
  return (
    <dl class="facts">
      {facts.map(
        ([name, value]) =>
          value !== undefined && (
            <div key={name}>
              <dt>{name}</dt>
              <dd class="numbers">{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

/** Of one that warms up: when it will have, with the time left. */
function warmAt({ condition, since }: Instance): string | undefined {
  if (condition !== "warming" || since === 0) return undefined;
  const own = activeRefresh.value?.preferences.instanceWarmup;
  const warmup = own ?? group.value?.settings.defaultInstanceWarmup ?? 0;
  const at = (since + warmup) * 1000;
  return `${clockText(at)} (${spanText(at - (now.value ?? at))} left)`;
}
