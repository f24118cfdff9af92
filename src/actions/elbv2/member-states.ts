/** The input members of Elastic Load Balancing v2's operations that are stored only. */
import type { MemberStatesOf } from "../member-states.ts";

const storedOfListeners = [
  "SslPolicy",
  "Certificates",
  "AlpnPolicy",
  "MutualAuthentication",
] as const;

export const elbv2MemberStates: MemberStatesOf<"elbv2"> = {
  CreateListener: { stored: storedOfListeners },
  ModifyListener: { stored: storedOfListeners },
  ModifyTargetGroup: {
    stored: [
      "HealthCheckProtocol",
      "HealthCheckPath",
      "HealthCheckEnabled",
      "Matcher",
      "HealthCheckIntervalSeconds",
      "HealthCheckTimeoutSeconds",
      "HealthyThresholdCount",
      "UnhealthyThresholdCount",
    ],
  },
};
