/** Which instances have the target already. */

export interface Target {
  readonly templateId: string;
  /** An alias is resolved at each replacement. */
  readonly version: "1" | "2" | "3" | "$Latest" | "$Default";
  /** The types and images of a mixed instances policy; null for a plain launch template. */
  readonly overrides: readonly { readonly type: string; readonly image: string | null }[] | null;
}

export interface Candidate {
  readonly templateId: string;
  readonly version: string;
  readonly type: string;
  readonly image: string;
}

/** What the aliases of the template mean. */
const latestVersion = "3";
const defaultVersion = "1";

export function matchesByLaw(target: Target, { templateId, version, type, image }: Candidate) {
  const names = { $Latest: latestVersion, $Default: defaultVersion };
  const meant = target.version.startsWith("$")
    ? names[target.version as keyof typeof names]
    : target.version;
  // the same template in the same version.
  const isSameTemplate = templateId === target.templateId && version === meant;
  if (target.overrides === null) return isSameTemplate;
  // and of a type that the policy lists; without overrides it is the template's own type.
  const override = target.overrides.find((one) => one.type === type);
  if (target.overrides.length > 0 && override === undefined) return false;
  // where the override of its type names an image, that image decides.
  if (override === undefined || override.image === null) return isSameTemplate;
  return override.image === image;
}
