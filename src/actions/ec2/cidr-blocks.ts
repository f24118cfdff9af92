/** Reads the CIDR blocks of requests about networks. */
import ipaddr from "ipaddr.js";
import { type Cidr, overlap, parseCidr } from "../../domain/cidr.ts";
import { networkTexts } from "../../domain/texts/network-texts.ts";
import { ec2Error } from "../../model/faults.ts";

/** Reads a block; the refusal names the member in lower camel case, as EC2 does. */
export function readBlock(text: string | undefined, member: string): Cidr {
  if (text === undefined || text === "") {
    throw ec2Error("MissingParameter", `The request must contain the parameter ${member}`);
  }
  const block = parseCidr(text);
  if (block !== undefined) return block;
  throw ec2Error("InvalidParameterValue", networkTexts.notBlock(text, member));
}

/** Whether the block has 16 to 65536 addresses, as VPCs and subnets must. */
export function hasNetworkSize({ prefixLength }: Cidr): boolean {
  return prefixLength >= 16 && prefixLength <= 28;
}

/** What no VPC can have; shared addresses and class E it can. */
const reserved = ["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4"].flatMap(
  (text) => parseCidr(text) ?? [],
);

/** The IPv4 block that a VPC is to have. Throws ServiceError. */
export function readVpcBlock(text: string | undefined): Cidr {
  const block = readBlock(text, "cidrBlock");
  const isReserved = reserved.some((one) => overlap(one, block));
  if (hasNetworkSize(block) && !isReserved) return block;
  throw ec2Error("InvalidVpc.Range", networkTexts.invalidBlock(block.text));
}

/** Members that name other blocks than an IPv4 block by its text and an IPv6 block of Amazon's. */
export const unemulatedVpcBlocks = [
  "Ipv6CidrBlockNetworkBorderGroup",
  "Ipv6Pool",
  "Ipv6CidrBlock",
  "Ipv4IpamPoolId",
  "Ipv4NetmaskLength",
  "Ipv6IpamPoolId",
  "Ipv6NetmaskLength",
] as const;

/**
 * An IPv6 block in canonical form, as EC2 stores it: `2001:DB8::5/32` is 2001:db8::/32. Undefined
 * for any other text, including addresses with a zone.
 */
export function ipv6BlockText(text: string): string | undefined {
  if (text.includes("%") || !ipaddr.IPv6.isValidCIDR(text)) return undefined;
  const [, prefixLength] = ipaddr.IPv6.parseCIDR(text);
  return `${ipaddr.IPv6.networkAddressFromCIDR(text)}/${prefixLength}`;
}

/** Whether one IPv6 block lies in another. */
export function isInIpv6Block(inner: string, outer: string): boolean {
  if (!ipaddr.IPv6.isValidCIDR(inner)) return false;
  const [address, prefixLength] = ipaddr.IPv6.parseCIDR(inner);
  const [network, outerLength] = ipaddr.IPv6.parseCIDR(outer);
  return prefixLength >= outerLength && address.match(network, outerLength);
}
