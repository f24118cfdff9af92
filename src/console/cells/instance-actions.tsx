/** What one can do with an instance: each the call of AWS that does it. */
import { CallButton } from "../act/call-button.tsx";
import type { Call } from "../data/calls.ts";
import { group } from "../data/group.ts";
import type { Instance } from "../data/instances.ts";
import { chosen } from "../data/world.ts";
import { HookButtons } from "../tabs/alarms-tab.tsx";

const autoscaling = (operation: string, input: Call["input"]): Call => ({
  service: "autoscaling",
  operation,
  input,
});

export function InstanceActions({ instance }: { readonly instance: Instance }) {
  const { id, isUnhealthy } = instance;
  const hook = group.value?.hooks.find((one) => one.instance === id);
  const health = isUnhealthy ? "Healthy" : "Unhealthy";
  return (
    <div class="card-buttons">
      <CallButton
        text={`Set ${health}`}
        call={autoscaling("SetInstanceHealth", { InstanceId: id, HealthStatus: health })}
      />
      <Protection instance={instance} />
      <Standby instance={instance} />
      <CallButton
        text="Terminate"
        says="The instance is terminated; a new one takes its place, if the group still wants it."
        call={autoscaling("TerminateInstanceInAutoScalingGroup", {
          InstanceId: id,
          ShouldDecrementDesiredCapacity: false,
        })}
      />
      {hook !== undefined && <HookButtons hook={hook} />}
    </div>
  );
}

function Protection({ instance }: { readonly instance: Instance }) {
  const { id, isProtected } = instance;
  return (
    <CallButton
      text={isProtected ? "Remove scale-in protection" : "Set scale-in protection"}
      call={autoscaling("SetInstanceProtection", {
        InstanceIds: [id],
        AutoScalingGroupName: chosen.value?.group,
        ProtectedFromScaleIn: !isProtected,
      })}
    />
  );
}

function Standby({ instance }: { readonly instance: Instance }) {
  const { id, state } = instance;
  const ids = { InstanceIds: [id], AutoScalingGroupName: chosen.value?.group };
  if (state === "Standby") {
    return <CallButton text="Exit standby" call={autoscaling("ExitStandby", ids)} />;
  }
  return (
    <CallButton
      text="Enter standby"
      isOff={state !== "InService"}
      says="It is taken out of service and kept; another is launched in its place."
      call={autoscaling("EnterStandby", { ...ids, ShouldDecrementDesiredCapacity: false })}
    />
  );
}
