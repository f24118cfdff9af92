/**
 * The attributes of target groups by AWS's reference. The texts are those that the public rule set
 * cdk-preflight recorded.
 */
import { defaultDeregistrationDelaySeconds } from "../../domain/connection-draining.ts";
import type { BalancerRecord } from "../../domain/load-balancing.ts";
import type { Refusal } from "../../domain/refusals.ts";
import {
  type AttributeRule,
  type AttributeRules,
  booleans,
  isWholeIn,
  numbers,
  oneOf,
  oneOfNamed,
  type SetAttribute,
} from "./attribute-rules.ts";

/** What decides the attributes of a target group: the family of its protocol, or Lambda. */
export function targetGroupKind({ members }: Pick<BalancerRecord, "members">): string {
  if (members.TargetType === "lambda") return "lambda";
  if (members.Protocol === "GENEVE") return "gateway";
  return members.Protocol === "HTTP" || members.Protocol === "HTTPS" ? "http" : "network";
}

const all = ["http", "network", "gateway", "lambda"];
const withInstances = ["http", "network", "gateway"];
const http = ["http"];
const network = ["network"];
const gateway = ["gateway"];
const crossing = ["http", "network", "lambda"];

const cookieSeconds = { kinds: http, default: "86400", refusals: numbers(1, 604_800) };

const healthyCount: AttributeRule = {
  kinds: crossing,
  default: "1",
  refusals: [
    {
      when: ({ value }) => value !== "off" && !isWholeIn(value, 1, 999_999_999),
      text: ({ key }) => `The value of '${key}' must be 'off' or a positive integer`,
    },
  ],
};

const healthyPercentage: AttributeRule = {
  kinds: crossing,
  default: "off",
  refusals: [
    {
      when: ({ value }) => value !== "off" && Number(value) > 100,
      text: ({ key }) => `'${key}' must be 'off' or an integer from 1 to 100 inclusive`,
    },
    {
      when: ({ value }) => value !== "off" && !isWholeIn(value, 1, 100),
      text: ({ key }) => `The value of '${key}' must be 'off' or a positive integer`,
    },
  ],
};

const slowStart: readonly Refusal<SetAttribute>[] = [
  {
    when: ({ value }) => value !== "0" && !isWholeIn(value, 30, 900),
    text: ({ key, value }) => `'${key}' value '${value}' must be between '30-900' inclusive`,
  },
];

const failover: AttributeRule = {
  kinds: gateway,
  default: "no_rebalance",
  refusals: oneOfNamed(["rebalance", "no_rebalance"]),
};

/** Those of gateways; what AWS says of an unfit one elsewhere nobody recorded. */
const gatewayStickiness: readonly (string | undefined)[] = [
  "source_ip_dest_ip_proto",
  "source_ip_dest_ip",
];

/** Other target groups do not know it, and do not say that there is one. */
const reset: AttributeRule = {
  kinds: gateway,
  default: "false",
  refusals: booleans,
  isUnknownElsewhere: true,
};

const offOnNetworks = { kinds: network, default: "false", refusals: booleans };
const healthOf = "target_group_health";

export const targetGroupAttributes: AttributeRules = {
  "deregistration_delay.timeout_seconds": {
    kinds: withInstances,
    default: String(defaultDeregistrationDelaySeconds),
    refusals: numbers(0, 3600),
  },
  "deregistration_delay.connection_termination.enabled": offOnNetworks,
  "lambda.multi_value_headers.enabled": {
    kinds: ["lambda"],
    default: "false",
    refusals: booleans,
  },
  "load_balancing.algorithm.anomaly_mitigation": {
    kinds: http,
    default: "off",
    refusals: oneOf(["on", "off"], ({ key }) => `'${key}' must be one of [off, on]`),
  },
  "load_balancing.algorithm.type": {
    kinds: http,
    default: "round_robin",
    refusals: oneOf(
      ["round_robin", "weighted_random", "least_outstanding_requests"],
      "'Load balancer algorithm' must be one of [round_robin, weighted_random, " +
        "least_outstanding_requests]",
    ),
  },
  "load_balancing.cross_zone.enabled": {
    kinds: crossing,
    default: "use_load_balancer_configuration",
    refusals: oneOf(
      ["true", "false", "use_load_balancer_configuration"],
      ({ key }) => `'${key}' must be one of use_load_balancer_configuration,true,false`,
    ),
  },
  "preserve_client_ip.enabled": { kinds: network, default: "true", refusals: booleans },
  "proxy_protocol_v2.enabled": offOnNetworks,
  "send_tcp_reset.on_deregistration.enabled": reset,
  "send_tcp_reset.on_unhealthy.enabled": reset,
  "slow_start.duration_seconds": { kinds: http, default: "0", refusals: slowStart },
  "stickiness.app_cookie.cookie_name": { kinds: http, default: "" },
  "stickiness.app_cookie.duration_seconds": cookieSeconds,
  "stickiness.enabled": { kinds: all, default: "false", refusals: booleans },
  "stickiness.lb_cookie.duration_seconds": cookieSeconds,
  "stickiness.type": {
    kinds: all,
    default: {
      http: "lb_cookie",
      lambda: "lb_cookie",
      network: "source_ip",
      gateway: "source_ip_dest_ip_proto",
    },
  },
  "target_failover.on_deregistration": failover,
  "target_failover.on_unhealthy": failover,
  [`${healthOf}.dns_failover.minimum_healthy_targets.count`]: healthyCount,
  [`${healthOf}.dns_failover.minimum_healthy_targets.percentage`]: healthyPercentage,
  [`${healthOf}.unhealthy_state_routing.minimum_healthy_targets.count`]: healthyCount,
  [`${healthOf}.unhealthy_state_routing.minimum_healthy_targets.percentage`]: healthyPercentage,
  "target_health_state.unhealthy.connection_termination.enabled": {
    kinds: network,
    default: "true",
    refusals: booleans,
  },
  "target_health_state.unhealthy.draining_interval_seconds": {
    kinds: network,
    default: "0",
    refusals: numbers(0, 360_000),
  },
};

/** The service knows it by another name when it refuses it. */
const namesInRefusals: Readonly<Record<string, string>> = {
  "lambda.multi_value_headers.enabled": "lambda.headers.multiple_values.enabled",
};

/** What AWS says of an attribute that other target groups have. */
export function unfitAttributeText({ members }: BalancerRecord, key: string): string {
  const named = namesInRefusals[key] ?? key;
  return members.TargetType === "lambda"
    ? `A target group with target type 'lambda' does not support the attribute ${named}`
    : `A target group with ${members.Protocol} protocol does not support the attribute ${named}`;
}

/** The attributes that a target group would have, and its protocol. */
export interface WantedTargetGroup {
  readonly kind: string;
  readonly protocol: unknown;
  readonly attributes: Readonly<Record<string, string>>;
}

function isBelow({ attributes }: WantedTargetGroup, unit: "count" | "percentage"): boolean {
  const [failing, routing] = ["dns_failover", "unhealthy_state_routing"].map((what) =>
    Number(attributes[`${healthOf}.${what}.minimum_healthy_targets.${unit}`]),
  );
  // What is off is no number, and lower than none.
  return (failing ?? 0) < (routing ?? 0);
}

/** What no target group can have together. */
export const targetGroupCombinations: readonly Refusal<WantedTargetGroup>[] = [
  {
    when: ({ attributes }) =>
      attributes["stickiness.enabled"] === "true" &&
      attributes["stickiness.type"] === "app_cookie" &&
      !attributes["stickiness.app_cookie.cookie_name"],
    text: "You must set an application cookie name to enable stickiness of type 'app_cookie'",
  },
  {
    when: ({ kind, attributes }) =>
      kind === "gateway" && !gatewayStickiness.includes(attributes["stickiness.type"]),
    text: ({ attributes }) =>
      `'${attributes["stickiness.type"]}' must be one of [${gatewayStickiness.join(", ")}]`,
  },
  {
    when: ({ attributes }) =>
      attributes["load_balancing.algorithm.anomaly_mitigation"] === "on" &&
      attributes["load_balancing.algorithm.type"] !== "weighted_random",
    text: ({ attributes }) =>
      "You cannot enable both anomaly mitigation and " +
      `${attributes["load_balancing.algorithm.type"]?.replaceAll("_", " ")} algorithm on a ` +
      "target group",
  },
  {
    when: ({ attributes }) =>
      attributes["target_health_state.unhealthy.connection_termination.enabled"] === "true" &&
      Number(attributes["target_health_state.unhealthy.draining_interval_seconds"]) > 0,
    text:
      "You cannot have both 'target_health_state.unhealthy.connection_termination.enabled' and " +
      "'target_health_state.unhealthy.draining_interval_seconds' enabled on a target group",
  },
  {
    when: (group) => isBelow(group, "count") || isBelow(group, "percentage"),
    text:
      "DNS failover threshold must be greater than or equal to unhealthy state routing " +
      "threshold",
  },
  {
    when: ({ protocol, attributes }) =>
      (protocol === "UDP" || protocol === "TCP_UDP") &&
      attributes["preserve_client_ip.enabled"] === "false",
    text:
      "preserve_client_ip.enabled cannot be false if the target group protocol is UDP or " +
      "TCP_UDP.",
  },
  {
    when: ({ attributes }) =>
      attributes["target_failover.on_unhealthy"] !==
      attributes["target_failover.on_deregistration"],
    text:
      "Target group attribute keys 'target_failover.on_unhealthy' and " +
      "'target_failover.on_deregistration' must both be set to the same value for this target " +
      "group",
  },
];
