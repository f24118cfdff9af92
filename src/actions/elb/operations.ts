/** The emulated operations of classic Elastic Load Balancing, by AWS's name. */
import type { Operations } from "../action.ts";
import { addTags } from "./add-tags.ts";
import { applySecurityGroupsToLoadBalancer } from "./apply-security-groups-to-load-balancer.ts";
import { attachLoadBalancerToSubnets } from "./attach-load-balancer-to-subnets.ts";
import { configureHealthCheck } from "./configure-health-check.ts";
import { createLoadBalancer } from "./create-load-balancer.ts";
import { createLoadBalancerListeners } from "./create-load-balancer-listeners.ts";
import { deleteLoadBalancer } from "./delete-load-balancer.ts";
import { deleteLoadBalancerListeners } from "./delete-load-balancer-listeners.ts";
import { deregisterInstancesFromLoadBalancer } from "./deregister-instances-from-load-balancer.ts";
import { describeInstanceHealth } from "./describe-instance-health.ts";
import { describeLoadBalancerAttributes } from "./describe-load-balancer-attributes.ts";
import { describeLoadBalancerPolicies } from "./describe-load-balancer-policies.ts";
import { describeLoadBalancers } from "./describe-load-balancers.ts";
import { describeTags } from "./describe-tags.ts";
import { detachLoadBalancerFromSubnets } from "./detach-load-balancer-from-subnets.ts";
import { disableAvailabilityZonesForLoadBalancer } from "./disable-availability-zones-for-load-balancer.ts";
import { enableAvailabilityZonesForLoadBalancer } from "./enable-availability-zones-for-load-balancer.ts";
import { modifyLoadBalancerAttributes } from "./modify-load-balancer-attributes.ts";
import { registerInstancesWithLoadBalancer } from "./register-instances-with-load-balancer.ts";
import { removeTags } from "./remove-tags.ts";

export const elbOperations = {
  AddTags: addTags,
  ApplySecurityGroupsToLoadBalancer: applySecurityGroupsToLoadBalancer,
  AttachLoadBalancerToSubnets: attachLoadBalancerToSubnets,
  ConfigureHealthCheck: configureHealthCheck,
  CreateLoadBalancer: createLoadBalancer,
  CreateLoadBalancerListeners: createLoadBalancerListeners,
  DeleteLoadBalancer: deleteLoadBalancer,
  DeleteLoadBalancerListeners: deleteLoadBalancerListeners,
  DeregisterInstancesFromLoadBalancer: deregisterInstancesFromLoadBalancer,
  DescribeInstanceHealth: describeInstanceHealth,
  DescribeLoadBalancerAttributes: describeLoadBalancerAttributes,
  DescribeLoadBalancerPolicies: describeLoadBalancerPolicies,
  DescribeLoadBalancers: describeLoadBalancers,
  DescribeTags: describeTags,
  DetachLoadBalancerFromSubnets: detachLoadBalancerFromSubnets,
  DisableAvailabilityZonesForLoadBalancer: disableAvailabilityZonesForLoadBalancer,
  EnableAvailabilityZonesForLoadBalancer: enableAvailabilityZonesForLoadBalancer,
  ModifyLoadBalancerAttributes: modifyLoadBalancerAttributes,
  RegisterInstancesWithLoadBalancer: registerInstancesWithLoadBalancer,
  RemoveTags: removeTags,
} as const satisfies Partial<Operations<"elb">>;
