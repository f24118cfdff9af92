/**
 * The attributes of load balancers by AWS's reference. The texts are those that the public rule set
 * cdk-preflight recorded.
 */
import type { Refusal } from "../../domain/refusals.ts";
import {
  type AttributeRules,
  booleans,
  isWholeIn,
  oneOf,
  oneOfNamed,
  type SetAttribute,
} from "./attribute-rules.ts";

const all = ["application", "network", "gateway"];
const withTraffic = ["application", "network"];
const application = ["application"];
const network = ["network"];

const off = { default: "false", refusals: booleans };
const text = { default: "" };

/** The service says characters where it means seconds. */
const idleTimeout: readonly Refusal<SetAttribute>[] = [
  {
    when: ({ value }) => Number(value) > 4000,
    text: ({ key }) => `The value of '${key}' cannot be greater than 4000 characters`,
  },
  {
    when: ({ value }) => !isWholeIn(value, 1, 4000),
    text: ({ key }) => `The value of '${key}' cannot be less than 1 characters`,
  },
];

export const loadBalancerAttributes: AttributeRules = {
  "access_logs.s3.enabled": { kinds: withTraffic, ...off },
  "access_logs.s3.bucket": { kinds: withTraffic, ...text },
  "access_logs.s3.prefix": { kinds: withTraffic, ...text },
  "connection_logs.s3.enabled": { kinds: application, ...off },
  "connection_logs.s3.bucket": { kinds: application, ...text },
  "connection_logs.s3.prefix": { kinds: application, ...text },
  "health_check_logs.s3.enabled": { kinds: application, ...off },
  "health_check_logs.s3.bucket": { kinds: application, ...text },
  "health_check_logs.s3.prefix": { kinds: application, ...text },
  "client_keep_alive.seconds": {
    kinds: application,
    default: "3600",
    refusals: [
      {
        when: ({ value }) => !isWholeIn(value, 60, 604_800),
        text: ({ key }) => `The value of '${key}' must be an integer between 60 and 604800`,
      },
    ],
  },
  "deletion_protection.enabled": { kinds: all, ...off },
  "idle_timeout.timeout_seconds": { kinds: application, default: "60", refusals: idleTimeout },
  "load_balancing.cross_zone.enabled": {
    kinds: all,
    default: { application: "true", network: "false", gateway: "false" },
    refusals: booleans,
  },
  "routing.http.desync_mitigation_mode": {
    kinds: application,
    default: "defensive",
    refusals: oneOfNamed(["defensive", "monitor", "strictest"]),
  },
  "routing.http.drop_invalid_header_fields.enabled": { kinds: application, ...off },
  "routing.http.preserve_host_header.enabled": { kinds: application, ...off },
  "routing.http.x_amzn_tls_version_and_cipher_suite.enabled": { kinds: application, ...off },
  "routing.http.xff_client_port.enabled": { kinds: application, ...off },
  "routing.http.xff_header_processing.mode": {
    kinds: application,
    default: "append",
    refusals: oneOf(
      ["append", "preserve", "remove"],
      ({ key }) => `'${key}' must be set as 'preserve', 'append', or 'remove'`,
    ),
  },
  "routing.http2.enabled": { kinds: application, default: "true", refusals: booleans },
  "waf.fail_open.enabled": { kinds: application, ...off },
  "zonal_shift.config.enabled": { kinds: withTraffic, ...off },
  "ipv6.deny_all_igw_traffic": { kinds: withTraffic, ...off },
  "dns_record.client_routing_policy": {
    kinds: network,
    default: "any_availability_zone",
    refusals: oneOf(
      ["availability_zone_affinity", "partial_availability_zone_affinity", "any_availability_zone"],
      ({ key, value }) => `'${value}' is not a valid value for '${key}'`,
    ),
  },
  "secondary_ips.auto_assigned.per_subnet": {
    kinds: network,
    default: "0",
    refusals: [
      {
        when: ({ value }) => !isWholeIn(value, 0, 7),
        text: "Valid range for the number of secondary IP addresses is from '0-7'",
      },
    ],
  },
};

/** The attributes that a load balancer would have, and its type. */
export interface WantedBalancer {
  readonly kind: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Logs need a bucket to go to. */
function withoutBucket(name: string, words: string): Refusal<WantedBalancer> {
  return {
    when: ({ attributes }) =>
      attributes[`${name}.s3.enabled`] === "true" && !attributes[`${name}.s3.bucket`],
    text: `The key '${name}.s3.bucket' must set in order to enable ${words}`,
  };
}

/** What no load balancer can have together. */
export const loadBalancerCombinations: readonly Refusal<WantedBalancer>[] = [
  {
    when: ({ kind, attributes }) =>
      kind === "application" && attributes["load_balancing.cross_zone.enabled"] === "false",
    text:
      "The value for 'load_balancing.cross_zone.enabled' must always be 'true' for an " +
      "Application Load Balancer",
  },
  withoutBucket("access_logs", "access logs"),
  withoutBucket("connection_logs", "connection logs"),
];
