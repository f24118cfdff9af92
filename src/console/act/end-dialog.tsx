/** Cancels the refresh under way, or rolls it back, after saying what that means. */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Call } from "../data/calls.ts";
import { activeRefresh, group } from "../data/group.ts";
import { instanceList } from "../data/instances.ts";
import { countOf } from "../data/times.ts";
import { chosen } from "../data/world.ts";
import { Dialog } from "../frame/dialog.tsx";
import { groupSourceText } from "../refresh/targets.ts";
import { CallView } from "./call-view.tsx";
import { DialogEnd } from "./dialog-end.tsx";
import { close } from "./dialogs.ts";
import { Switch } from "./fields.tsx";
import { Outlook, outlookFor } from "./outlook.tsx";
import { send } from "./sending.ts";

interface EndProps {
  readonly title: string;
  readonly sent: Call;
  readonly says: string;
  readonly children?: ComponentChildren;
}

function EndDialog({ title, sent, says, children }: EndProps) {
  const key = JSON.stringify(sent);
  useEffect(() => void outlookFor(sent), [key]);
  const go = async (event: Event) => {
    event.preventDefault();
    if (await send(sent)) close();
  };
  return (
    <Dialog title={title} onClose={close}>
      <form class="end" onSubmit={go}>
        <p>{says}</p>
        {children}
        <Outlook />
        <CallView call={sent} />
        <DialogEnd text={title} onClose={close} isDangerous />
      </form>
    </Dialog>
  );
}

/** How many have the new version by now. */
function replacedText(): string {
  const done = instanceList.value.filter(({ role }) => role === "updated").length;
  return `${countOf(done, "instance")} of ${instanceList.value.length}`;
}

export function CancelDialog() {
  const [isWaiting, setWaiting] = useState(false);
  const { group: name } = chosen.value ?? {};
  const input = {
    AutoScalingGroupName: name,
    ...(isWaiting ? { WaitForTransitioningInstances: true } : {}),
  };
  const says =
    `No further instances are replaced. ${replacedText()} have the new version and keep it; ` +
    "nothing is rolled back.";
  return (
    <EndDialog
      title="Cancel instance refresh"
      says={says}
      sent={{ service: "autoscaling", operation: "CancelInstanceRefresh", input }}
    >
      <Switch
        name="Wait for transitioning instances: it is cancelled when what it began has ended"
        isOn={isWaiting}
        onChange={setWaiting}
      />
    </EndDialog>
  );
}

export function RollbackDialog() {
  const { group: name } = chosen.value ?? {};
  const target = groupSourceText(group.value?.settings);
  const says =
    `${replacedText()} have the new version; they are replaced again, by ${target}, ` +
    `with a minimum healthy percentage of ${activeRefresh.value?.preferences.minHealthyPercentage}.`;
  return (
    <EndDialog
      title="Start rollback"
      says={says}
      sent={{
        service: "autoscaling",
        operation: "RollbackInstanceRefresh",
        input: { AutoScalingGroupName: name },
      }}
    />
  );
}
