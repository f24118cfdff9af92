/** PercentageComplete and InstancesToUpdate, rule by rule. */
import { type Fleet, isIgnored, isLive, type Member } from "./fleet.ts";

/** In halves: R-097 gives 1 to a ready instance of the target and 0.5 to one that settles. */
function halvesOf({ role, condition }: Member): number {
  if (role !== "updated") return 0;
  if (condition === "ready") return 2;
  return condition === "warming" || condition === "unsettled" ? 1 : 0;
}

export function progressByLaw(fleet: Fleet) {
  // all that are there and not ending; R-118: without those that match.
  const current = fleet.members.filter(
    (member) =>
      (isLive(member) || member.condition === "standby") &&
      member.role !== "matching" &&
      !isIgnored(fleet, member),
  );
  const halves = current.reduce((sum, member) => sum + halvesOf(member), 0);
  return {
    percentageComplete:
      current.length === 0 ? 0 : Math.floor((100 * halves) / (2 * current.length)),
    // those that do not have the target configuration.
    instancesToUpdate: current.filter(({ role }) => role !== "updated").length,
  };
}
