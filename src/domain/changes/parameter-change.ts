/** What can happen to SSM's parameters. */
import type { Tag } from "../launch-template.ts";
import type { ParameterVersion } from "../parameter.ts";

export type ParameterChange =
  /** A new parameter, or a new version of one that is there; more than 100 are not kept. */
  | {
      readonly type: "ParameterPut";
      readonly name: string;
      readonly arn: string;
      readonly version: ParameterVersion;
      /** Those of a new parameter. */
      readonly tags: readonly Tag[];
    }
  | { readonly type: "ParametersDeleted"; readonly names: readonly string[] }
  /** The labels move to this version from whichever has them. */
  | {
      readonly type: "ParameterLabelled";
      readonly name: string;
      readonly number: number;
      readonly labels: readonly string[];
    }
  /** All tags that the parameter has from now on. */
  | { readonly type: "ParameterTagged"; readonly name: string; readonly tags: readonly Tag[] };

/** Versions of a parameter that SSM keeps. */
export const mostVersions = 100;
