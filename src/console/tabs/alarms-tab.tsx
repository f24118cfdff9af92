/** The alarms of the refresh under way, to be set, and the hooks that instances wait in. */
import { CallButton } from "../act/call-button.tsx";
import { group } from "../data/group.ts";
import type { RefreshAlarm, WaitingHook } from "../data/shapes.ts";
import { clockText, instantOf, spanText } from "../data/times.ts";
import { chosen, now } from "../data/world.ts";

export function AlarmsTab() {
  const { alarms = [], hooks = [] } = group.value ?? {};
  return (
    <>
      <h3 class="list-head">Alarms of the refresh</h3>
      {alarms.length === 0 ? (
        <p class="soft">The refresh under way watches no CloudWatch alarm.</p>
      ) : (
        <ul class="cards">
          {alarms.map((alarm) => (
            <Alarm key={alarm.name} alarm={alarm} />
          ))}
        </ul>
      )}
      <h3 class="list-head">Waiting lifecycle hooks</h3>
      {hooks.length === 0 ? (
        <p class="soft">No instance waits in a lifecycle hook.</p>
      ) : (
        <ul class="cards">
          {hooks.map((hook) => (
            <Hook key={hook.token} hook={hook} />
          ))}
        </ul>
      )}
    </>
  );
}

const states = ["OK", "ALARM", "INSUFFICIENT_DATA"] as const;

const alarmShapes = { OK: "✓", ALARM: "▲", INSUFFICIENT_DATA: "?" } as const;
const alarmTones = { OK: "good", ALARM: "bad", INSUFFICIENT_DATA: "wait" } as const;

function Alarm({ alarm }: { readonly alarm: RefreshAlarm }) {
  const { name, state, since, reason } = alarm;
  return (
    <li>
      <strong>{name}</strong>{" "}
      {state === null ? (
        <span class="tone-bad">does not exist</span>
      ) : (
        <span class={`status tint-${alarmTones[state]}`}>
          <span aria-hidden="true">{alarmShapes[state]}</span> {state}
        </span>
      )}{" "}
      {since !== null && <span class="soft numbers">since {clockText(instantOf(since))}</span>}
      {reason !== null && <p class="soft">{reason}</p>}
      <span class="card-buttons">
        {state !== null &&
          states.map((one) => (
            <CallButton
              key={one}
              text={one}
              isOff={one === state}
              call={{
                service: "cloudwatch",
                operation: "SetAlarmState",
                input: { AlarmName: name, StateValue: one, StateReason: "set in the console" },
              }}
            />
          ))}
      </span>
    </li>
  );
}

function hookInput({ hook, token }: WaitingHook) {
  return {
    AutoScalingGroupName: chosen.value?.group,
    LifecycleHookName: hook,
    LifecycleActionToken: token,
  };
}

function Hook({ hook }: { readonly hook: WaitingHook }) {
  const { instance, hook: name, deadline } = hook;
  const left = instantOf(deadline) - (now.value ?? 0);
  return (
    <li>
      <strong class="mono">{instance}</strong> waits in <strong>{name}</strong>{" "}
      <span class="soft numbers">
        until {clockText(instantOf(deadline))} ({spanText(left)} left)
      </span>
      <HookButtons hook={hook} />
    </li>
  );
}

export function HookButtons({ hook }: { readonly hook: WaitingHook }) {
  const complete = (result: string) => ({
    service: "autoscaling" as const,
    operation: "CompleteLifecycleAction",
    input: { ...hookInput(hook), LifecycleActionResult: result },
  });
  return (
    <span class="card-buttons">
      <CallButton text="CONTINUE" call={complete("CONTINUE")} />
      <CallButton text="ABANDON" call={complete("ABANDON")} />
      <CallButton
        text="Heartbeat"
        call={{
          service: "autoscaling",
          operation: "RecordLifecycleActionHeartbeat",
          input: hookInput(hook),
        }}
      />
    </span>
  );
}
