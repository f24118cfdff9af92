/** Copies another emulator's launch templates into the world before the calls that name them. */
import type { Change, NewLaunchTemplate } from "../domain/changes/change.ts";
import type { LaunchTemplate } from "../domain/launch-template.ts";
import { mirrorFailed, mirrorReasons } from "../domain/texts/mirror-texts.ts";
import { MirrorError } from "../domain/user-errors.ts";
import { launchTemplateNamed, type Region, regionOf } from "../domain/world.ts";
import type { CallOperations, EmulatedWorld, EmulatorCall } from "../emulator.ts";
import { ec2Error, type ServiceError, validationError } from "../model/faults.ts";
import { type WantedTemplate, wantedTemplates } from "./wanted-templates.ts";

/** A call with its signing key, so that the other emulator sees the same caller. */
export interface SignedCall extends EmulatorCall {
  readonly caller: EmulatorCall["caller"] & { readonly accessKeyId?: string | undefined };
}

type MirroringEmulator = EmulatedWorld & Pick<CallOperations, "commitChanges">;

/** For all questions of one call together. */
const patienceSeconds = 5;

/**
 * Prepares a call: does nothing unless it names a launch template not created here. Then the
 * promise yields a function that puts the template, as the other emulator shows it now, into the
 * world; it rejects with a ServiceError when that emulator cannot provide it. Other calls may run
 * meanwhile.
 */
export function mirrorOf(
  emulator: MirroringEmulator,
  endpoint: string,
): (call: SignedCall) => Promise<() => void> | undefined {
  return (call) => {
    const { account, region } = call.caller;
    const wanted = wantedTemplates(call, regionOf(emulator.world, account, region));
    return wanted.length === 0 ? undefined : foundAll(wanted, { emulator, endpoint, call });
  };
}

interface Context {
  readonly emulator: MirroringEmulator;
  readonly endpoint: string;
  readonly call: SignedCall;
}

async function foundAll(wanted: readonly WantedTemplate[], context: Context): Promise<() => void> {
  const { emulator, call } = context;
  const { account, region } = call.caller;
  const signal = AbortSignal.timeout(patienceSeconds * 1000);
  const found = await Promise.all(wanted.map((one) => find(one, { ...context, signal })));
  return () =>
    emulator.commitChanges({ account, region }, "ec2-endpoint", () =>
      found.flatMap((one) => changesFor(one, context)),
    );
}

interface Found {
  readonly wanted: WantedTemplate;
  /** Undefined when the other emulator has no such template. */
  readonly template: NewLaunchTemplate | undefined;
}

/** Loads the XML reader with the first look-up, so that `start` does not wait for it. */
async function find(
  wanted: WantedTemplate,
  context: Context & { readonly signal: AbortSignal },
): Promise<Found> {
  const { endpoint, call, signal } = context;
  const { account, region, accessKeyId = account } = call.caller;
  const { findTemplate } = await import("./find-template.ts");
  try {
    const patience = { signal, seconds: patienceSeconds };
    const creator = `arn:aws:iam::${account}:root`;
    const asking = { endpoint, region, accessKeyId, patience, creator };
    return { wanted, template: await findTemplate(wanted, asking) };
  } catch (error) {
    throw error instanceof MirrorError ? failed(wanted, error.message, context) : error;
  }
}

/** Decided when the answer has arrived, because the world may have changed by then. */
function changesFor({ wanted, template }: Found, context: Context): readonly Change[] {
  const { emulator, call } = context;
  const region = regionOf(emulator.world, call.caller.account, call.caller.region);
  if (template === undefined) {
    const gone = knownAs(wanted, region);
    return gone?.isMirrored === true ? [deletionOf(gone)] : [];
  }
  const known = region.launchTemplates.get(template.id);
  const namesake = launchTemplateNamed(region, template.name);
  if (namesake === undefined || namesake.id === template.id) {
    return isNews(template, known) ? [{ type: "LaunchTemplateMirrored", template }] : [];
  }
  if (namesake.isMirrored !== true) {
    const { name, id } = template;
    throw failed(wanted, mirrorReasons.nameTaken(name, id), context);
  }
  return [deletionOf(namesake), { type: "LaunchTemplateMirrored", template }];
}

function knownAs({ by, value }: WantedTemplate, region: Region): LaunchTemplate | undefined {
  const isById = by === "LaunchTemplateId";
  return isById ? region.launchTemplates.get(value) : launchTemplateNamed(region, value);
}

function deletionOf({ id }: LaunchTemplate): Change {
  return { type: "LaunchTemplateDeleted", templateId: id };
}

/** A template created here in the meantime is kept. */
function isNews(template: NewLaunchTemplate, known: LaunchTemplate | undefined): boolean {
  if (known === undefined) return true;
  const isSame =
    known.name === template.name &&
    known.defaultVersion === template.defaultVersion &&
    known.latestVersion === template.latestVersion &&
    template.versions.every(({ number }) => known.versions.has(number));
  return known.isMirrored === true && !isSame;
}

function failed(wanted: WantedTemplate, reason: string, { endpoint, call }: Context): ServiceError {
  const message = mirrorFailed(wanted.value, endpoint, reason);
  const isEc2 = call.service === "ec2";
  return isEc2 ? ec2Error("InvalidParameterValue", message) : validationError(message);
}
