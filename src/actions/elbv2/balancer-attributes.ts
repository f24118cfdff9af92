/** The attributes of balancers, listeners and target groups: AWS's defaults, and what is set. */
import { defaultDeregistrationDelaySeconds } from "../../domain/connection-draining.ts";
import type { BalancerRecord } from "../../domain/load-balancing.ts";
import { balancerTexts } from "../../domain/texts/balancer-texts.ts";
import { validationError } from "../../model/faults.ts";
import { listenerDefaults } from "./listener-attributes.ts";

interface AttributeShape {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}
type Attributes = Readonly<Record<string, string>>;

/** Nothing acts on them but the delay of deregistration and the protection from deletion. */
const defaults: Readonly<Record<"loadBalancer" | "targetGroup", Attributes>> = {
  loadBalancer: {
    "access_logs.s3.enabled": "false",
    "access_logs.s3.bucket": "",
    "access_logs.s3.prefix": "",
    "connection_logs.s3.enabled": "false",
    "connection_logs.s3.bucket": "",
    "connection_logs.s3.prefix": "",
    "client_keep_alive.seconds": "3600",
    "deletion_protection.enabled": "false",
    "idle_timeout.timeout_seconds": "60",
    "load_balancing.cross_zone.enabled": "true",
    "routing.http.desync_mitigation_mode": "defensive",
    "routing.http.drop_invalid_header_fields.enabled": "false",
    "routing.http.preserve_host_header.enabled": "false",
    "routing.http.x_amzn_tls_version_and_cipher_suite.enabled": "false",
    "routing.http.xff_client_port.enabled": "false",
    "routing.http.xff_header_processing.mode": "append",
    "routing.http2.enabled": "true",
    "waf.fail_open.enabled": "false",
    "zonal_shift.config.enabled": "false",
    "ipv6.deny_all_igw_traffic": "false",
    "dns_record.client_routing_policy": "any_availability_zone",
  },
  targetGroup: {
    "deregistration_delay.timeout_seconds": String(defaultDeregistrationDelaySeconds),
    "deregistration_delay.connection_termination.enabled": "false",
    "load_balancing.algorithm.anomaly_mitigation": "off",
    "load_balancing.algorithm.type": "round_robin",
    "load_balancing.cross_zone.enabled": "use_load_balancer_configuration",
    "preserve_client_ip.enabled": "true",
    "proxy_protocol_v2.enabled": "false",
    "slow_start.duration_seconds": "0",
    "stickiness.app_cookie.cookie_name": "",
    "stickiness.app_cookie.duration_seconds": "86400",
    "stickiness.enabled": "false",
    "stickiness.lb_cookie.duration_seconds": "86400",
    "stickiness.type": "lb_cookie",
    "target_group_health.dns_failover.minimum_healthy_targets.count": "1",
    "target_group_health.dns_failover.minimum_healthy_targets.percentage": "off",
    "target_group_health.unhealthy_state_routing.minimum_healthy_targets.count": "1",
    "target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage": "off",
    "target_health_state.unhealthy.connection_termination.enabled": "true",
    "target_health_state.unhealthy.draining_interval_seconds": "0",
  },
};

export function attributesOf(record: BalancerRecord): Attributes {
  return { ...defaultsOf(record), ...record.attributes };
}

export function presentAttributes(record: BalancerRecord): AttributeShape[] {
  return Object.entries(attributesOf(record)).map(([Key, Value]) => ({ Key, Value }));
}

/** The record with these set; a key that AWS does not have is refused. */
export function withAttributes<R extends BalancerRecord>(
  record: R,
  given: readonly AttributeShape[] | undefined,
): R {
  const known = defaultsOf(record);
  const set: Record<string, string> = {};
  for (const { Key = "", Value = "" } of given ?? []) {
    if (!Object.hasOwn(known, Key)) {
      throw validationError(balancerTexts.unknownAttribute(words[record.kind], Key));
    }
    set[Key] = Value;
  }
  return { ...record, attributes: { ...record.attributes, ...set } };
}

const words = {
  loadBalancer: "Load balancer",
  targetGroup: "Target group",
  listener: "Listener",
} as const;

function defaultsOf(record: BalancerRecord): Attributes {
  if (record.kind === "listener") return listenerDefaults(record.members.Protocol);
  return defaults[record.kind];
}
