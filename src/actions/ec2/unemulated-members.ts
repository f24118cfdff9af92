/** Refuses members of a request that would change the answer and are not emulated. */
import { networkTexts } from "../../domain/texts/network-texts.ts";
import { ec2Error } from "../../model/faults.ts";

/** False and an empty list ask for nothing. */
export function refuseMembers(input: object, members: readonly string[]): void {
  const asked = Object.entries(input).find(([name, value]) => {
    const isEmpty = value === undefined || value === false || value === "";
    return members.includes(name) && !isEmpty && !(Array.isArray(value) && value.length === 0);
  });
  if (asked === undefined) return;
  throw ec2Error("NotImplemented", networkTexts.notEmulated(`the member ${asked[0]}`), 501);
}
