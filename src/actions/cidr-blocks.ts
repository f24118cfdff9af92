/** Reads the CIDR blocks of requests about networks. */
import { type Cidr, parseCidr } from "../domain/cidr.ts";
import { networkTexts } from "../domain/network-texts.ts";
import { ec2Error } from "../model/faults.ts";

/** EC2 names the member in lower camel case. */
export function readBlock(text: string | undefined, member: string): Cidr {
  if (text === undefined || text === "") {
    throw ec2Error("MissingParameter", `The request must contain the parameter ${member}`);
  }
  const block = parseCidr(text);
  if (block !== undefined) return block;
  throw ec2Error("InvalidParameterValue", networkTexts.notBlock(text, member));
}

/** A block of a VPC and of a subnet has 16 to 65536 addresses. */
export function hasNetworkSize({ prefixLength }: Cidr): boolean {
  return prefixLength >= 16 && prefixLength <= 28;
}
