/** Changes of SSM's parameters. */
import type { Tag } from "../launch-template.ts";
import type { ParameterVersion } from "../parameter.ts";

export type ParameterChange =
  /** A new parameter, or a new version of an existing one; the last 100 are kept. */
  | {
      readonly type: "ParameterPut";
      readonly name: string;
      readonly arn: string;
      readonly version: ParameterVersion;
      /** The tags of a new parameter. */
      readonly tags: readonly Tag[];
    }
  | { readonly type: "ParametersDeleted"; readonly names: readonly string[] }
  /** Moves the labels to this version from any other. */
  | {
      readonly type: "ParameterLabelled";
      readonly name: string;
      readonly number: number;
      readonly labels: readonly string[];
    }
  /** The parameter's complete new tags. */
  | { readonly type: "ParameterTagged"; readonly name: string; readonly tags: readonly Tag[] };

/** The most versions of a parameter that SSM keeps. */
export const mostVersions = 100;
