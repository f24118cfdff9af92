/** The emulated operations of Elastic Load Balancing version 2, by AWS's name. */
import type { Operations } from "../action.ts";
import { addTags } from "./add-tags.ts";
import { describeTags } from "./describe-tags.ts";
import { createListener } from "./listeners/create-listener.ts";
import { deleteListener } from "./listeners/delete-listener.ts";
import { describeListenerAttributes } from "./listeners/describe-listener-attributes.ts";
import { describeListeners } from "./listeners/describe-listeners.ts";
import { describeRules } from "./listeners/describe-rules.ts";
import { modifyListener } from "./listeners/modify-listener.ts";
import { modifyListenerAttributes } from "./listeners/modify-listener-attributes.ts";
import { createLoadBalancer } from "./load-balancers/create-load-balancer.ts";
import { deleteLoadBalancer } from "./load-balancers/delete-load-balancer.ts";
import { describeCapacityReservation } from "./load-balancers/describe-capacity-reservation.ts";
import { describeLoadBalancerAttributes } from "./load-balancers/describe-load-balancer-attributes.ts";
import { describeLoadBalancers } from "./load-balancers/describe-load-balancers.ts";
import { modifyLoadBalancerAttributes } from "./load-balancers/modify-load-balancer-attributes.ts";
import { removeTags } from "./remove-tags.ts";
import { createTargetGroup } from "./target-groups/create-target-group.ts";
import { deleteTargetGroup } from "./target-groups/delete-target-group.ts";
import { deregisterTargets } from "./target-groups/deregister-targets.ts";
import { describeTargetGroupAttributes } from "./target-groups/describe-target-group-attributes.ts";
import { describeTargetGroups } from "./target-groups/describe-target-groups.ts";
import { describeTargetHealth } from "./target-groups/describe-target-health.ts";
import { modifyTargetGroup } from "./target-groups/modify-target-group.ts";
import { modifyTargetGroupAttributes } from "./target-groups/modify-target-group-attributes.ts";
import { registerTargets } from "./target-groups/register-targets.ts";

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
