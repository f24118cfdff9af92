/**
 * What Elastic Load Balancing refuses of a listener by its own members. The texts are those that
 * the public rule set cdk-preflight recorded.
 */
import type { LoadBalancer } from "../../../domain/load-balancing.ts";
import type { Refusal } from "../../../domain/refusals.ts";
import type { Input } from "../../../model/operations.ts";

/** Also as they are kept, where they may lack any. */
type Members = Partial<Omit<Input<"elbv2", "CreateListener">, "LoadBalancerArn" | "Tags">>;

/** A new listener, or a known one with what a request changes. */
export interface WantedListener {
  readonly members: Members;
  readonly balancer: Pick<LoadBalancer, "arn" | "members">;
  readonly region: string;
  /** The load balancer's other listeners that verify the certificates of clients. */
  readonly verifiers: number;
}

type Rows = readonly Refusal<WantedListener>[];

const typeOf = ({ balancer }: WantedListener) => String(balancer.members.Type);

/** Gateway load balancers listen to everything. */
const protocolsOf: Readonly<Record<string, readonly string[]>> = {
  application: ["HTTP", "HTTPS"],
  network: ["TCP", "QUIC", "TCP_QUIC", "UDP", "TCP_UDP", "TLS"],
};

const protocolOf = ({ members }: WantedListener) => members.Protocol ?? "";
const isSecure = (wanted: WantedListener) => ["HTTPS", "TLS"].includes(protocolOf(wanted));

const protocolRefusals: Rows = [
  {
    when: (wanted) => typeOf(wanted) !== "gateway" && wanted.members.Protocol === undefined,
    text: "A listener protocol must be specified",
  },
  {
    when: (wanted) => typeOf(wanted) !== "gateway" && wanted.members.Port === undefined,
    text: "A listener port must be specified",
  },
  {
    when: (wanted) => protocolsOf[typeOf(wanted)]?.includes(protocolOf(wanted)) === false,
    text: (wanted) =>
      `Listener protocol '${protocolOf(wanted)}' must be one of ` +
      `'${protocolsOf[typeOf(wanted)]?.join(", ")}'`,
  },
  {
    when: (wanted) =>
      wanted.balancer.members.IpAddressType === "dualstack" &&
      protocolOf(wanted).includes("UDP") &&
      wanted.balancer.members.EnablePrefixForIpv6SourceNat !== "on",
    text: (wanted) =>
      `The specified listener protocol '${protocolOf(wanted)}' is not supported on load ` +
      "balancers using the 'dualstack' IP address type when 'EnablePrefixForIpv6SourceNat' is " +
      "set to 'off'",
  },
];

const certificatesOf = ({ members }: WantedListener) =>
  (members.Certificates ?? []).map(({ CertificateArn = "" }) => CertificateArn);

/** A certificate of ACM or of IAM, whose ARN has no region. */
const certificateArn = /^arn:aws[\w-]*:(acm:([\w-]+)|iam:):\d{12}:/;

const unknownCertificate = (arn: string) => !certificateArn.test(arn);

function foreignCertificate({ region, ...wanted }: WantedListener): string | undefined {
  return certificatesOf({ region, ...wanted }).find(
    (arn) => (certificateArn.exec(arn)?.[2] ?? region) !== region,
  );
}

/** `ELBSecurityPolicy-TLS13-1-2-2021-06` and its like; AWS adds some each year. */
const policyName = /^ELBSecurityPolicy-(?:[A-Za-z0-9]+-)*\d{4}-\d{2}$/;

const alpnPolicies: readonly string[] = [
  "HTTP1Only",
  "HTTP2Only",
  "HTTP2Optional",
  "HTTP2Preferred",
  "None",
];

const securityRefusals: Rows = [
  {
    when: (wanted) => certificatesOf(wanted).length > 0 && !isSecure(wanted),
    text: (wanted) => `A certificate cannot be specified for ${protocolOf(wanted)} listeners`,
  },
  {
    when: (wanted) => certificatesOf(wanted).length > 1,
    text: (wanted) =>
      `Up to '1' certificate ARNs can be specified, but '${certificatesOf(wanted).length}' were ` +
      "specified",
  },
  {
    when: (wanted) => certificatesOf(wanted).some(unknownCertificate),
    code: "CertificateNotFound",
    text: (wanted) => `Certificate '${certificatesOf(wanted).find(unknownCertificate)}' not found`,
  },
  {
    when: (wanted) => foreignCertificate(wanted) !== undefined,
    text: (wanted) => `Certificate ARN '${foreignCertificate(wanted)}' is not valid`,
  },
  {
    when: (wanted) => (wanted.members.SslPolicy ?? "") !== "" && !isSecure(wanted),
    text: (wanted) => `An SSL policy cannot be specifed for ${protocolOf(wanted)} listeners`,
  },
  {
    when: ({ members: { SslPolicy: name = "" } }) => name !== "" && !policyName.test(name),
    code: "SSLPolicyNotFound",
    text: ({ members }) => `SSL policy '${members.SslPolicy}' not found`,
  },
  {
    when: (wanted) =>
      (wanted.members.AlpnPolicy ?? []).length > 0 && typeOf(wanted) === "application",
    text: (wanted) => `You cannot set ALPN policy on load balancers of type '${typeOf(wanted)}'`,
  },
  {
    when: ({ members: { AlpnPolicy = [] } }) => AlpnPolicy.length > 1,
    text: ({ members: { AlpnPolicy = [] } }) =>
      `Up to '1' ALPN policy can be specified, but '${AlpnPolicy.length}' were specified`,
  },
  {
    when: ({ members: { AlpnPolicy = [] } }) =>
      !AlpnPolicy.every((name) => alpnPolicies.includes(name)),
    code: "ALPNPolicyNotFound",
    text: ({ members: { AlpnPolicy = [] } }) =>
      `ALPN policy [${AlpnPolicy.join(", ")}] is not found`,
  },
];

const mutualOf = ({ members }: WantedListener) => members.MutualAuthentication;
const modeOf = (wanted: WantedListener) => mutualOf(wanted)?.Mode ?? "off";
const mutual = (wanted: WantedListener) => `Mutual Authentication mode ${modeOf(wanted)}`;
const mostVerifiers = 2;

const mutualRefusals: Rows = [
  {
    when: (wanted) => mutualOf(wanted) !== undefined && protocolOf(wanted) !== "HTTPS",
    text: "Mutual Authentication cannot be set for non secure listeners",
  },
  {
    when: (wanted) => !["off", "passthrough", "verify"].includes(modeOf(wanted)),
    text: (wanted) => `${mutual(wanted)} not found`,
  },
  {
    when: (wanted) => modeOf(wanted) === "verify" && (mutualOf(wanted)?.TrustStoreArn ?? "") === "",
    text: (wanted) => `${mutual(wanted)} requires a trust store arn`,
  },
  {
    when: (wanted) =>
      modeOf(wanted) !== "verify" && mutualOf(wanted)?.AdvertiseTrustStoreCaNames === "on",
    text: (wanted) => `${mutual(wanted)} does not support advertise trust store ca names`,
  },
  {
    when: (wanted) =>
      modeOf(wanted) !== "verify" && mutualOf(wanted)?.IgnoreClientCertificateExpiry === true,
    text: (wanted) => `${mutual(wanted)} does not support ignoring client certificate expiry`,
  },
  {
    when: (wanted) => modeOf(wanted) === "verify" && wanted.verifiers >= mostVerifiers,
    text: ({ balancer }) =>
      "You have reached the maximum number of listeners with mutual authentication with verify " +
      `mode that you can associate with load balancer '${balancer.arn}': [${mostVerifiers}]`,
  },
];

export const listenerRefusals: Rows = [...protocolRefusals, ...securityRefusals, ...mutualRefusals];
