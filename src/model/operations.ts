/** Types of all operations' inputs and outputs, from the SDK's declarations. */

import type * as autoscaling from "@aws-sdk/client-auto-scaling";
import type * as cloudwatch from "@aws-sdk/client-cloudwatch";
import type * as ec2 from "@aws-sdk/client-ec2";
import type * as elb from "@aws-sdk/client-elastic-load-balancing";
import type * as elbv2 from "@aws-sdk/client-elastic-load-balancing-v2";
import type * as events from "@aws-sdk/client-eventbridge";
import type * as ssm from "@aws-sdk/client-ssm";
import type * as sts from "@aws-sdk/client-sts";
import type { ServiceName } from "./shapes.ts";

export type { ServiceName } from "./shapes.ts";

/** The SDK's declarations of each service; a new service needs one line here. */
export interface Sdk {
  readonly autoscaling: typeof autoscaling;
  readonly ec2: typeof ec2;
  readonly cloudwatch: typeof cloudwatch;
  readonly elb: typeof elb;
  readonly elbv2: typeof elbv2;
  readonly ssm: typeof ssm;
  readonly events: typeof events;
  readonly sts: typeof sts;
}

type NameBefore<Suffix extends string, Key> = Key extends `${infer Name}${Suffix}` ? Name : never;
type Command<S extends ServiceName, N extends OperationName<S>> = Sdk[S][`${N}Command` &
  keyof Sdk[S]] extends new (
  ...inputs: infer I extends unknown[]
) => {
  resolveMiddleware: (...args: never[]) => (...args: never[]) => Promise<{ output: infer O }>;
}
  ? { readonly input: Exclude<I[0], undefined>; readonly output: Omit<O, "$metadata"> }
  : never;

/**
 * "StartInstanceRefresh" and so on; a misspelt operation does not compile. The SDK's `$Command` is
 * the base class of all.
 */
export type OperationName<S extends ServiceName> = Exclude<
  NameBefore<"Command", keyof Sdk[S] & string>,
  "$"
>;

/** What a client sends, as AWS's shape: PascalCase members, Date for timestamps. */
export type Input<S extends ServiceName, N extends OperationName<S>> = Command<S, N>["input"];

/** What a client receives, without the SDK's own metadata. */
export type Output<S extends ServiceName, N extends OperationName<S>> = Command<S, N>["output"];
