/** The operations of classic load balancers, in alphabetical order. */
import type { Action } from "./action.ts";
import { addTags } from "./elb/add-tags.ts";
import { applySecurityGroupsToLoadBalancer } from "./elb/apply-security-groups-to-load-balancer.ts";
import { attachLoadBalancerToSubnets } from "./elb/attach-load-balancer-to-subnets.ts";
import { configureHealthCheck } from "./elb/configure-health-check.ts";
import { createLoadBalancer } from "./elb/create-load-balancer.ts";
import { createLoadBalancerListeners } from "./elb/create-load-balancer-listeners.ts";
import { deleteLoadBalancer } from "./elb/delete-load-balancer.ts";
import { deleteLoadBalancerListeners } from "./elb/delete-load-balancer-listeners.ts";
import { deregisterInstancesFromLoadBalancer } from "./elb/deregister-instances-from-load-balancer.ts";
import { describeInstanceHealth } from "./elb/describe-instance-health.ts";
import { describeLoadBalancerAttributes } from "./elb/describe-load-balancer-attributes.ts";
import { describeLoadBalancerPolicies } from "./elb/describe-load-balancer-policies.ts";
import { describeLoadBalancers } from "./elb/describe-load-balancers.ts";
import { describeTags } from "./elb/describe-tags.ts";
import { detachLoadBalancerFromSubnets } from "./elb/detach-load-balancer-from-subnets.ts";
import { disableAvailabilityZonesForLoadBalancer } from "./elb/disable-availability-zones-for-load-balancer.ts";
import { enableAvailabilityZonesForLoadBalancer } from "./elb/enable-availability-zones-for-load-balancer.ts";
import { modifyLoadBalancerAttributes } from "./elb/modify-load-balancer-attributes.ts";
import { registerInstancesWithLoadBalancer } from "./elb/register-instances-with-load-balancer.ts";
import { removeTags } from "./elb/remove-tags.ts";

export const classicBalancerActions: readonly Action[] = [
  applySecurityGroupsToLoadBalancer,
  disableAvailabilityZonesForLoadBalancer,
  enableAvailabilityZonesForLoadBalancer,
  detachLoadBalancerFromSubnets,
  attachLoadBalancerToSubnets,
  addTags,
  configureHealthCheck,
  createLoadBalancer,
  createLoadBalancerListeners,
  deleteLoadBalancer,
  deleteLoadBalancerListeners,
  deregisterInstancesFromLoadBalancer,
  describeInstanceHealth,
  describeLoadBalancerAttributes,
  describeLoadBalancerPolicies,
  describeLoadBalancers,
  describeTags,
  modifyLoadBalancerAttributes,
  registerInstancesWithLoadBalancer,
  removeTags,
];
