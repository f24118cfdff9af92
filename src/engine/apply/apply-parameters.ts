/** Applies changes of SSM's parameters. */
import { never, present } from "../../domain/assert.ts";
import { mostVersions, type ParameterChange } from "../../domain/changes/parameter-change.ts";
import type { Parameter } from "../../domain/parameter.ts";
import type { Region } from "../../domain/world.ts";
import type { ApplyContext } from "./apply-context.ts";

export function applyParameterChange({ region }: ApplyContext, change: ParameterChange): void {
  switch (change.type) {
    case "ParameterPut": {
      const { name, arn, tags, version } = change;
      const known = region.parameters.get(name);
      const versions = [...(known?.versions ?? []), version].slice(-mostVersions);
      if (known === undefined) region.parameters.set(name, { name, arn, tags, versions });
      else known.versions = versions;
      return;
    }
    case "ParametersDeleted":
      for (const name of change.names) region.parameters.delete(name);
      return;
    case "ParameterLabelled": {
      const parameter = parameterNamed(region, change.name);
      parameter.versions = parameter.versions.map((version) => {
        const others = version.labels.filter((label) => !change.labels.includes(label));
        const isMeant = version.number === change.number;
        return { ...version, labels: isMeant ? [...others, ...change.labels] : others };
      });
      return;
    }
    case "ParameterTagged":
      parameterNamed(region, change.name).tags = change.tags;
      return;
    default:
      return never(change);
  }
}

function parameterNamed(region: Region, name: string): Parameter {
  return present(region.parameters.get(name), `parameter ${name}`);
}
