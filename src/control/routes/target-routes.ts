/** Routes that add, list and remove the targets of events. */
import type { Delivering } from "../../delivery/delivering.ts";
import type { DeadLetter } from "../../delivery/progress.ts";
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
    answer: ({ names }, options) =>
      withTarget(names.name, options, (meant) => removeTargets([meant], options)),
  },
  {
    method: "GET",
    path: "/_asg-local/targets/{name}/dead-letters",
    summary: "The events that a target was sent in vain, the newest 1,000, and why.",
    takes: "nothing",
    contract: contract("deadLetters"),
    answer: ({ names }, options) =>
      withTarget(names.name, options, ({ deadLetters }) =>
        answered({ deadLetters: deadLetters().map(showDeadLetter) }),
      ),
  },
  {
    method: "POST",
    path: "/_asg-local/targets/{name}/redrive",
    summary: "Sends those events to the target again.",
    takes: "nothing",
    contract: contract("redriven"),
    answer: ({ names }, options) =>
      withTarget(names.name, options, ({ redrive }) => answered({ redriven: redrive() })),
  },
];

function withTarget(
  name: string | undefined,
  options: ControlOptions,
  answer: (meant: Delivering) => ControlAnswer,
): ControlAnswer {
  const meant = described(options).find(({ target }) => target.name === name);
  return meant === undefined ? refused(`no target ${name}`, 404) : answer(meant);
}

function showDeadLetter({ delivery: { fact, event }, reason }: DeadLetter) {
  return { sequence: fact.sequence, reason, event };
}

function addTarget(description: TargetAddition, options: ControlOptions): ControlAnswer {
  const { name } = description;
  const known = described(options);
  if (known.some(({ target }) => target.name === name)) {
    return refused(`there is a target ${name} already; remove it first`, 409);
  }
  if (known.length >= mostTargets) return refused(`there are ${mostTargets} targets already`);
  // What is due by now is of the past, and is not sent.
  options.emulator.catchUp();
  options.deliveries.addDescribed(description);
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
