/** Operations that clients call beside a refresh: small services, and the rarer ones of EC2. */
import type { Action } from "./action.ts";
import { describeInstanceAttribute } from "./ec2/describe-instance-attribute.ts";
import { describeInstanceCreditSpecifications } from "./ec2/describe-instance-credit-specifications.ts";
import { describeInstanceTypeOfferings } from "./ec2/describe-instance-type-offerings.ts";
import { describeNetworkInterfaces } from "./ec2/describe-network-interfaces.ts";
import { describeVolumes } from "./ec2/describe-volumes.ts";
import { addTags } from "./elbv2/add-tags.ts";
import { createListener } from "./elbv2/create-listener.ts";
import { createLoadBalancer } from "./elbv2/create-load-balancer.ts";
import { createTargetGroup } from "./elbv2/create-target-group.ts";
import { deleteListener } from "./elbv2/delete-listener.ts";
import { deleteLoadBalancer } from "./elbv2/delete-load-balancer.ts";
import { deleteTargetGroup } from "./elbv2/delete-target-group.ts";
import { deregisterTargets } from "./elbv2/deregister-targets.ts";
import { describeCapacityReservation } from "./elbv2/describe-capacity-reservation.ts";
import { describeListenerAttributes } from "./elbv2/describe-listener-attributes.ts";
import { describeListeners } from "./elbv2/describe-listeners.ts";
import { describeLoadBalancerAttributes } from "./elbv2/describe-load-balancer-attributes.ts";
import { describeLoadBalancers } from "./elbv2/describe-load-balancers.ts";
import { describeRules } from "./elbv2/describe-rules.ts";
import { describeTags } from "./elbv2/describe-tags.ts";
import { describeTargetGroupAttributes } from "./elbv2/describe-target-group-attributes.ts";
import { describeTargetGroups } from "./elbv2/describe-target-groups.ts";
import { describeTargetHealth } from "./elbv2/describe-target-health.ts";
import { modifyListener } from "./elbv2/modify-listener.ts";
import { modifyListenerAttributes } from "./elbv2/modify-listener-attributes.ts";
import { modifyLoadBalancerAttributes } from "./elbv2/modify-load-balancer-attributes.ts";
import { modifyTargetGroup } from "./elbv2/modify-target-group.ts";
import { modifyTargetGroupAttributes } from "./elbv2/modify-target-group-attributes.ts";
import { registerTargets } from "./elbv2/register-targets.ts";
import { removeTags } from "./elbv2/remove-tags.ts";
import { addTagsToResource } from "./ssm/add-tags-to-resource.ts";
import { deleteParameter } from "./ssm/delete-parameter.ts";
import { deleteParameters } from "./ssm/delete-parameters.ts";
import { describeParameters } from "./ssm/describe-parameters.ts";
import { getParameter } from "./ssm/get-parameter.ts";
import { getParameters } from "./ssm/get-parameters.ts";
import { getParametersByPath } from "./ssm/get-parameters-by-path.ts";
import { labelParameterVersion } from "./ssm/label-parameter-version.ts";
import { listTagsForResource } from "./ssm/list-tags-for-resource.ts";
import { putParameter } from "./ssm/put-parameter.ts";
import { removeTagsFromResource } from "./ssm/remove-tags-from-resource.ts";
import { getCallerIdentity } from "./sts/get-caller-identity.ts";

export const neighbourActions: readonly Action[] = [
  describeInstanceAttribute,
  describeInstanceCreditSpecifications,
  describeInstanceTypeOfferings,
  describeNetworkInterfaces,
  describeVolumes,
  addTags,
  createListener,
  createLoadBalancer,
  createTargetGroup,
  deleteListener,
  deleteLoadBalancer,
  deleteTargetGroup,
  deregisterTargets,
  describeCapacityReservation,
  describeListenerAttributes,
  describeListeners,
  describeLoadBalancerAttributes,
  describeLoadBalancers,
  describeRules,
  describeTags,
  describeTargetGroupAttributes,
  describeTargetGroups,
  describeTargetHealth,
  modifyListener,
  modifyListenerAttributes,
  modifyLoadBalancerAttributes,
  modifyTargetGroup,
  modifyTargetGroupAttributes,
  registerTargets,
  removeTags,
  addTagsToResource,
  deleteParameter,
  deleteParameters,
  describeParameters,
  getParameter,
  getParameters,
  getParametersByPath,
  labelParameterVersion,
  listTagsForResource,
  putParameter,
  removeTagsFromResource,
  getCallerIdentity,
];
