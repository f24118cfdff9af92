/** RunInstances: launches instances outside any group, from an image or a launch template. */
import type { Instance, InstanceRun } from "../../../domain/instance.ts";
import {
  ec2Texts,
  type LaunchSettings,
  resolvedImageId,
  settingsBehind,
} from "../../../domain/launch-settings.ts";
import type { Tag } from "../../../domain/launch-template.ts";
import { findSubnet } from "../../../domain/network-records.ts";
import { newInstance } from "../../../domain/new-instance.ts";
import { inferredTexts } from "../../../domain/texts/inferred-texts.ts";
import { ec2Error } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";
import { type ActionContext, defineAction } from "../../action.ts";
import { withTags } from "../../tags.ts";
import { answerDryRun } from "../dry-run.ts";
import { checkLaunchedImage } from "../images.ts";
import { instanceTypeExists } from "../instance-type-names.ts";
import { selectedTemplate, selectedVersion } from "../launch-templates.ts";
import { presentLaunch } from "../present-instance.ts";
import { givenTags } from "../tags.ts";
import { placementFor } from "./placement.ts";
import {
  askedAddress,
  askedSubnetId,
  checkLaunch,
  launchedContents,
  ownContents,
} from "./run-request.ts";

type Request = Input<"ec2", "RunInstances">;

/** Our own limit for one call. */
const mostInstances = 1000;

export const runInstances = defineAction("ec2", "RunInstances", (input, context) => {
  const { region, identifiers } = context;
  const count = countOf(input);
  const settings = settingsOf(input, context);
  const contents = launchedContents(input, region);
  checkLaunch(input, contents, { settings, region });
  const place = placementFor(askedSubnetId(input, contents), contents, region);
  const address = askedAddress(input, contents, { ...place, count, region });
  answerDryRun(input);
  const { ClientToken: clientToken } = input;
  const reservationId = identifiers.reservationId();
  const run = { reservationId, contents: ownContents(input), clientToken };
  const instances = Array.from({ length: count }, () =>
    ranInstance(input, { settings, place, address, run }, context),
  );
  const shown = instances.map((instance) => presentLaunch(instance, region));
  return {
    output: { ...shown[0], Instances: shown.flatMap(({ Instances = [] }) => Instances) },
    changes: instances.map((instance) => ({ type: "Ec2Launched", instance })),
  };
});

/** As in EC2: as many as possible up to the maximum, or none if that is below the minimum. */
function countOf({ MinCount: min = 1, MaxCount: max = 1 }: Request): number {
  const complaint =
    min < 1
      ? inferredTexts.countTooSmall("minCount", min)
      : max < 1
        ? inferredTexts.countTooSmall("maxCount", max)
        : max < min
          ? inferredTexts.maxBelowMin
          : undefined;
  if (complaint !== undefined) throw ec2Error("InvalidParameterValue", complaint);
  if (min <= mostInstances) return Math.min(max, mostInstances);
  throw ec2Error("InstanceLimitExceeded", inferredTexts.tooManyInstances(min, mostInstances));
}

/** The request overrides its launch template. */
function settingsOf(request: Request, context: ActionContext): LaunchSettings {
  const { ImageId: imageId, InstanceType: instanceType } = request;
  if (instanceType !== undefined && !instanceTypeExists(instanceType)) {
    const message = `Invalid value '${instanceType}' for InstanceType.`;
    throw ec2Error("InvalidParameterValue", message);
  }
  const found = request.LaunchTemplate && templateSettings(request, context.region);
  const settings = {
    ...(found ?? { weight: 1, templateTags: [] }),
    isImageOverridden: false,
    imageId: imageId === undefined ? found?.imageId : resolvedImageId(context.region, imageId),
    instanceType: instanceType ?? found?.instanceType ?? "m1.small",
  };
  if (settings.imageId === undefined) throw ec2Error("MissingParameter", ec2Texts.imageMissing);
  checkLaunchedImage(settings.imageId, context);
  return { ...settings, imageId: settings.imageId };
}

function templateSettings(request: Request, region: ActionContext["region"]) {
  const reference = request.LaunchTemplate ?? {};
  const template = selectedTemplate(reference, region);
  const { number } = selectedVersion(template, reference.Version ?? "$Default");
  const specification = { id: template.id, name: template.name, version: String(number) };
  // The request's image takes the place of an override's.
  const policy = {
    specification,
    overrides: request.ImageId === undefined ? [] : [{ imageId: request.ImageId }],
    distribution: {},
  };
  const settings = settingsBehind(region, { kind: "mixedInstancesPolicy", policy });
  if ("refusal" in settings) throw ec2Error("MissingParameter", settings.refusal.message);
  return settings;
}

function ranInstance(
  request: Request,
  given: {
    readonly settings: LaunchSettings;
    readonly place: { readonly availabilityZone: string; readonly subnetId: string };
    readonly address: string | undefined;
    readonly run: InstanceRun;
  },
  { region, identifiers, now, settings: world }: ActionContext,
): Instance {
  const { settings, place, address, run } = given;
  const { bootSeconds, terminateSeconds } = world.timing;
  const instance = newInstance({
    id: identifiers.instanceId(),
    settings,
    zone: { name: place.availabilityZone, subnet: findSubnet(region, place.subnetId) },
    privateIpAddress: address,
    tags: tagsOf(request, settings),
    launchedAt: now,
    lifecycleState: "Detached",
    purpose: "user",
    bootSeconds,
    terminateSeconds,
  });
  return { ...instance, run };
}

/** The template's tags, overridden by the request's, then AWS's own. */
function tagsOf(request: Request, { templateTags, launchTemplate }: LaunchSettings): Tag[] {
  const specifications = request.TagSpecifications ?? [];
  const own = specifications
    .filter(({ ResourceType }) => ResourceType === "instance")
    .flatMap(({ Tags }) => Tags ?? []);
  const aws =
    launchTemplate === undefined
      ? []
      : [
          { key: "aws:ec2launchtemplate:id", value: launchTemplate.id },
          { key: "aws:ec2launchtemplate:version", value: launchTemplate.version },
        ];
  return withTags(templateTags, [...givenTags(own), ...aws]);
}
