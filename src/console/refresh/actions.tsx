/** The buttons of the refresh, named as in AWS's console; each says why when it is off. */
import { useEffect } from "preact/hooks";
import { type DialogName, open } from "../act/dialogs.ts";
import { activeRefresh } from "../data/group.ts";
import { onKey } from "../frame/keys.ts";

const none = "There is no instance refresh under way.";

/** Why AWS would refuse; undefined when it would not. */
function refusalOf(name: DialogName): string | undefined {
  const refresh = activeRefresh.value;
  if (name === "start") {
    return refresh === undefined ? undefined : "An instance refresh is under way already.";
  }
  if (refresh === undefined) return none;
  if (name === "cancel" && refresh.status === "Cancelling") return "It is being cancelled already.";
  if (name !== "rollback") return undefined;
  if (refresh.desiredConfiguration === null) return "It has no desired configuration to roll back.";
  if (refresh.status === "RollbackInProgress") return "It is being rolled back already.";
  return undefined;
}

export function Actions() {
  useEffect(() => onKey("s", () => refusalOf("start") === undefined && open("start")), []);
  return (
    <span class="actions">
      <Action name="rollback" text="Start rollback" />
      <Action name="cancel" text="Cancel instance refresh" />
      <Action name="start" text="Start instance refresh" isMain />
    </span>
  );
}

interface ActionProps {
  readonly name: DialogName;
  readonly text: string;
  readonly isMain?: boolean;
}

function Action({ name, text, isMain = false }: ActionProps) {
  const refusal = refusalOf(name);
  return (
    <button
      type="button"
      class={isMain ? "main" : ""}
      disabled={refusal !== undefined}
      title={refusal}
      onClick={() => open(name)}
    >
      {text}
    </button>
  );
}
