/** The operations of Elastic Load Balancing version 2 that are emulated, by AWS's name. */
import type { Operations } from "../action.ts";
import { addTags } from "./add-tags.ts";
import { createListener } from "./create-listener.ts";
import { createLoadBalancer } from "./create-load-balancer.ts";
import { createTargetGroup } from "./create-target-group.ts";
import { deleteListener } from "./delete-listener.ts";
import { deleteLoadBalancer } from "./delete-load-balancer.ts";
import { deleteTargetGroup } from "./delete-target-group.ts";
import { deregisterTargets } from "./deregister-targets.ts";
import { describeCapacityReservation } from "./describe-capacity-reservation.ts";
import { describeListenerAttributes } from "./describe-listener-attributes.ts";
import { describeListeners } from "./describe-listeners.ts";
import { describeLoadBalancerAttributes } from "./describe-load-balancer-attributes.ts";
import { describeLoadBalancers } from "./describe-load-balancers.ts";
import { describeRules } from "./describe-rules.ts";
import { describeTags } from "./describe-tags.ts";
import { describeTargetGroupAttributes } from "./describe-target-group-attributes.ts";
import { describeTargetGroups } from "./describe-target-groups.ts";
import { describeTargetHealth } from "./describe-target-health.ts";
import { modifyListener } from "./modify-listener.ts";
import { modifyListenerAttributes } from "./modify-listener-attributes.ts";
import { modifyLoadBalancerAttributes } from "./modify-load-balancer-attributes.ts";
import { modifyTargetGroup } from "./modify-target-group.ts";
import { modifyTargetGroupAttributes } from "./modify-target-group-attributes.ts";
import { registerTargets } from "./register-targets.ts";
import { removeTags } from "./remove-tags.ts";

export const elbv2Operations = {
  AddTags: addTags,
  CreateListener: createListener,
  CreateLoadBalancer: createLoadBalancer,
  CreateTargetGroup: createTargetGroup,
  DeleteListener: deleteListener,
  DeleteLoadBalancer: deleteLoadBalancer,
  DeleteTargetGroup: deleteTargetGroup,
  DeregisterTargets: deregisterTargets,
  DescribeCapacityReservation: describeCapacityReservation,
  DescribeListenerAttributes: describeListenerAttributes,
  DescribeListeners: describeListeners,
  DescribeLoadBalancerAttributes: describeLoadBalancerAttributes,
  DescribeLoadBalancers: describeLoadBalancers,
  DescribeRules: describeRules,
  DescribeTags: describeTags,
  DescribeTargetGroupAttributes: describeTargetGroupAttributes,
  DescribeTargetGroups: describeTargetGroups,
  DescribeTargetHealth: describeTargetHealth,
  ModifyListener: modifyListener,
  ModifyListenerAttributes: modifyListenerAttributes,
  ModifyLoadBalancerAttributes: modifyLoadBalancerAttributes,
  ModifyTargetGroup: modifyTargetGroup,
  ModifyTargetGroupAttributes: modifyTargetGroupAttributes,
  RegisterTargets: registerTargets,
  RemoveTags: removeTags,
} as const satisfies Partial<Operations<"elbv2">>;
