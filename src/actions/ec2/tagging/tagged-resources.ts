/** Finds the resources of EC2's tag operations: instances, templates, images, network. */
import type { Change } from "../../../domain/changes/change.ts";
import type { Ec2Record } from "../../../domain/ec2-record.ts";
import { isVisible } from "../../../domain/instance.ts";
import { ec2Texts } from "../../../domain/launch-settings.ts";
import type { Tag } from "../../../domain/launch-template.ts";
import { inferredTexts } from "../../../domain/texts/inferred-texts.ts";
import { networkTexts } from "../../../domain/texts/network-texts.ts";
import type { Region } from "../../../domain/world.ts";
import { ec2Error, type ServiceError } from "../../../model/faults.ts";
import {
  unknownAcl,
  unknownGateway,
  unknownGroup,
  unknownRouteTable,
  unknownRule,
  unknownSubnet,
  unknownVpc,
} from "../existing-network.ts";
import { unknownImage } from "../images.ts";
import { unknownKeyPair } from "../key-pairs.ts";
import { type TaggedResource, taggedRecords } from "./tagged-records.ts";

/** The changes that give the resources new tags, however they are stored. */
export function retagged(
  resources: readonly TaggedResource[],
  newTags: (tags: readonly Tag[]) => readonly Tag[],
): readonly Change[] {
  const before = new Map<string, Ec2Record>();
  return resources.map(({ tags, retag }) => {
    const change = retag(newTags(tags), before);
    if (change.type === "Ec2RecordPut") before.set(change.record.id, change.record);
    return change;
  });
}

/** Everything that can have tags here. */
export function taggedResources(region: Region): TaggedResource[] {
  return [
    ...[...region.instances.values()].filter(isVisible).map(
      ({ id, tags }): TaggedResource => ({
        id,
        type: "instance",
        tags,
        retag: (all) => ({ type: "InstanceTagged", id, tags: all }),
      }),
    ),
    ...[...region.launchTemplates.values()].map(
      ({ id, tags }): TaggedResource => ({
        id,
        type: "launch-template",
        tags,
        retag: (all) => ({ type: "LaunchTemplateTagged", templateId: id, tags: all }),
      }),
    ),
    ...taggedRecords(region),
  ];
}

/** The resources with these ids, each once; refuses the call when one of them is unknown. */
export function namedResources(ids: readonly string[], region: Region): readonly TaggedResource[] {
  const named = new Set(ids);
  const known = new Map(
    taggedResources(region)
      .filter(({ id }) => named.has(id))
      .map((resource) => [resource.id, resource]),
  );
  return [...named].map((id) => {
    const resource = known.get(id);
    if (resource === undefined) throw unknownResource(id);
    return resource;
  });
}

/** EC2's refusal of an unknown resource, by the prefix of its id. */
const refusals: Readonly<Record<string, (id: string) => ServiceError>> = {
  i: (id) => ec2Error("InvalidInstanceID.NotFound", ec2Texts.unknownInstances([id])),
  lt: (id) => ec2Error("InvalidLaunchTemplateId.NotFound", ec2Texts.templateMissing(id)),
  vpc: unknownVpc,
  subnet: unknownSubnet,
  sg: unknownGroup,
  sgr: unknownRule,
  igw: unknownGateway,
  rtb: unknownRouteTable,
  acl: unknownAcl,
  ami: (id) => unknownImage(id),
  key: unknownKeyPair,
  vol: withoutTags,
  eni: withoutTags,
  snap: withoutTags,
};

/** Resources derived from instances and images have no tags of their own. */
function withoutTags(id: string): ServiceError {
  const message = networkTexts.notEmulated(`tags of ${id} that are changed after its creation`);
  return ec2Error("NotImplemented", message, 501);
}

function unknownResource(id: string): ServiceError {
  const [prefix = "", digits] = id.split("-");
  const refusal = Object.hasOwn(refusals, prefix) ? refusals[prefix] : undefined;
  if (refusal !== undefined && digits !== undefined) return refusal(id);
  return ec2Error("InvalidID", inferredTexts.unknownTaggedId(id));
}
