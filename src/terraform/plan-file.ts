/** Reads the JSON of a Terraform plan, as `terraform show -json` writes it. */
import { z } from "zod";
import { PlanRefusal } from "../domain/user-errors.ts";
import type { Attributes } from "./attributes.ts";

const attributes = z.record(z.string(), z.unknown());

const change = z.looseObject({
  actions: z.array(z.string()),
  before: attributes.nullish(),
  after: attributes.nullish(),
  /** Where `after` has a value that is known after the apply only, there is true here. */
  after_unknown: z.union([attributes, z.boolean()]).nullish(),
  replace_paths: z.array(z.array(z.union([z.string(), z.number()]))).nullish(),
});

const resourceChange = z.looseObject({
  address: z.string(),
  mode: z.string(),
  type: z.string(),
  provider_name: z.string().nullish(),
  /** An object that is left from an earlier replacement. */
  deposed: z.string().nullish(),
  change,
});

const planFile = z.looseObject({
  format_version: z.string(),
  terraform_version: z.string().nullish(),
  resource_changes: z.array(resourceChange).nullish(),
  errored: z.boolean().nullish(),
  complete: z.boolean().nullish(),
});

/** A resource in the plan, changed or not. */
export interface ResourceChange {
  readonly address: string;
  readonly type: string;
  readonly actions: readonly string[];
  /** As Terraform found it; undefined if it does not exist yet. */
  readonly before: Attributes | undefined;
  /** Without what is known after the apply only; undefined if it will not exist. */
  readonly after: Attributes | undefined;
  readonly unknown: Attributes;
  /** The attributes that can only change by a new resource. */
  readonly replacedBy: readonly string[];
}

export interface TerraformPlan {
  readonly terraformVersion: string;
  readonly resources: readonly ResourceChange[];
  /** What is to be said of the file itself. */
  readonly notes: readonly string[];
}

/** How such a file is made. */
export const howToMake = "terraform show -json PLANFILE > plan.json writes one";

const triedVersion = "1.11.4";

/** Throws PlanRefusal. */
export function readTerraformPlan(json: unknown): TerraformPlan {
  const { format_version: format } = Object(json) as { readonly format_version?: unknown };
  if (typeof format !== "string") {
    throw new PlanRefusal(`expected a plan of Terraform as JSON; ${howToMake}`);
  }
  if (!/^1\.\d+$/.test(format)) {
    throw new PlanRefusal(
      `format_version is ${format}; expected 1 and a minor number, as of Terraform 1.1`,
    );
  }
  const isState = "values" in Object(json) && !("resource_changes" in Object(json));
  if (isState) throw new PlanRefusal(`this is a state, which has no changes; ${howToMake}`);
  const result = planFile.safeParse(json);
  if (!result.success) {
    const lines = result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw new PlanRefusal(...lines.slice(0, 5));
  }
  const { terraform_version: version, resource_changes: changes, ...rest } = result.data;
  return {
    terraformVersion: version ?? "unknown",
    resources: (changes ?? []).flatMap(resourceFrom),
    notes: notesOn({ version: version ?? "unknown", ...rest }),
  };
}

/** Only resources of the AWS provider that Terraform itself manages. */
function resourceFrom(one: z.infer<typeof resourceChange>): readonly ResourceChange[] {
  const isOurs = one.mode === "managed" && /(^|\/)aws$/.test(one.provider_name ?? "aws");
  if (!isOurs || (one.deposed ?? "") !== "") return [];
  const { actions, before, after, after_unknown: unknown, replace_paths: paths } = one.change;
  return [
    {
      address: one.address,
      type: one.type,
      actions,
      before: before ?? undefined,
      after: after ?? undefined,
      unknown: typeof unknown === "object" && unknown !== null ? unknown : {},
      replacedBy: (paths ?? []).map((path) => path.join(".")),
    },
  ];
}

function notesOn(file: {
  readonly version: string;
  readonly errored?: boolean | null | undefined;
  readonly complete?: boolean | null | undefined;
}): readonly string[] {
  return [
    ...(file.version === triedVersion
      ? []
      : [`the plan is of Terraform ${file.version}; this was tried with ${triedVersion}`]),
    ...(file.errored === true
      ? ["Terraform ended this plan with errors: parts may be missing"]
      : []),
    ...(file.complete === false
      ? ["Terraform deferred a part of the changes to a later plan"]
      : []),
  ];
}
