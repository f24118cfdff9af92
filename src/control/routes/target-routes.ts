/** Routes that add, list and remove the targets of events. */
import type { Delivering } from "../../delivery/delivering.ts";
import { describedTarget } from "../../delivery/described-target.ts";
import type { TargetAddition } from "../contracts/target-contracts.ts";
import type { ControlOptions } from "../options.ts";
import { answered, type ControlAnswer, type ControlRoute, lazily, refused } from "../route.ts";

/** More targets than this are a script's mistake. */
const mostTargets = 100;

const contract = lazily(() => import("../contracts/target-contracts.ts"));

export const targetRoutes: readonly ControlRoute[] = [
  {
    method: "POST",
    path: "/_asg-local/targets",
    summary: "Sends events from now on to a URL, another EventBridge, a queue, topic or function.",
    takes: "body",
    contract: contract("targetAdded"),
    answer: ({ input }, options) => addTarget(input as TargetAddition, options),
  },
  {
    method: "GET",
    path: "/_asg-local/targets",
    summary: "The targets of events, and how many each was delivered.",
    takes: "nothing",
    contract: contract("targetsListed"),
    answer: (_request, options) => answered({ targets: described(options).map(showTarget) }),
  },
  {
    method: "DELETE",
    path: "/_asg-local/targets",
    summary: "Removes all targets of events.",
    takes: "nothing",
    contract: contract("targetsRemoved"),
    answer: (_request, options) => removeTargets(described(options), options),
  },
  {
    method: "DELETE",
    path: "/_asg-local/targets/{name}",
    summary: "Removes one target; what waits for it is not sent any more.",
    takes: "nothing",
    contract: contract("targetsRemoved"),
    answer: ({ names }, options) => {
      const meant = described(options).filter(({ target }) => target.name === names.name);
      if (meant.length === 0) return refused(`no target ${names.name}`, 404);
      return removeTargets(meant, options);
    },
  },
];

function addTarget(description: TargetAddition, options: ControlOptions): ControlAnswer {
  const { name } = description;
  const known = described(options);
  if (known.some(({ target }) => target.name === name)) {
    return refused(`there is a target ${name} already; remove it first`, 409);
  }
  if (known.length >= mostTargets) return refused(`there are ${mostTargets} targets already`);
  // What is due by now is of the past, and is not sent.
  options.emulator.catchUp();
  options.deliveries.add(describedTarget(description));
  return answered({ names: [name] });
}

function removeTargets(meant: readonly Delivering[], { deliveries }: ControlOptions) {
  for (const delivering of meant) deliveries.remove(delivering);
  return answered({ names: meant.map(({ target }) => target.name) });
}

/** Those that users have asked for, in the order in which they were added. */
function described({ deliveries }: ControlOptions): readonly Delivering[] {
  return deliveries.all().filter(({ target }) => target.description !== undefined);
}

function showTarget({ target, counts, waiting, isDown, lastFailure }: Delivering) {
  const { delivered, failed, dropped } = counts;
  return {
    ...target.description,
    delivered,
    failed,
    dropped,
    waiting: waiting(),
    isDown: isDown(),
    lastFailure: lastFailure() ?? null,
  };
}
