/** Refuses members of a request that would matter but are not emulated. */
import { networkTexts } from "../../domain/texts/network-texts.ts";
import { ec2Error } from "../../model/faults.ts";

/** Refuses such members, unless they are false or an empty list. */
export function refuseMembers(input: object, members: readonly string[]): void {
  const asked = Object.entries(input).find(([name, value]) => {
    const isEmpty = value === undefined || value === false || value === "";
    return members.includes(name) && !isEmpty && !(Array.isArray(value) && value.length === 0);
  });
  if (asked === undefined) return;
  throw ec2Error("NotImplemented", networkTexts.notEmulated(`the member ${asked[0]}`), 501);
}
