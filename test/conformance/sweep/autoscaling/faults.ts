/** The faults that AWS models for an operation, each with its row: its own or one of these. */
import { foreignToken, type ModelledFault, modelledFaults } from "../sweep-rows.ts";
import type { Fault, Rows } from "./rows.ts";
import { sentTo } from "./rows.ts";
import type { Operation } from "./stage.ts";

/** G-010: the text differs from operation to operation. */
const tokenTexts: Readonly<Record<string, string>> = {
  DescribeScalingActivities: `The token ${foreignToken} isn't valid.`,
  DescribeWarmPool: `The token '${foreignToken}' is invalid`,
};

const never: Readonly<Record<string, string>> = {
  ResourceContentionFault:
    "AWS answers it when a pending update holds the resource (G-014); here calls come one by one",
  ServiceLinkedRoleFailure: "IAM is not emulated: the service-linked role is always there",
};

export function faultsOf(operation: Operation, rows: Rows): readonly ModelledFault<Fault>[] {
  return modelledFaults(
    "autoscaling",
    operation,
    (name) => rows.faults?.[name] ?? sharedRow(name, operation, rows),
  );
}

function sharedRow(name: string, operation: Operation, rows: Rows): Fault | undefined {
  const why = never[name];
  if (why !== undefined) return { never: why };
  if (name !== "InvalidNextToken") return undefined;
  return {
    input: async (stage) => ({ ...(await sentTo(stage, rows)), NextToken: foreignToken }),
    message: tokenTexts[operation] ?? `The token '${foreignToken}' is invalid.`,
  };
}
