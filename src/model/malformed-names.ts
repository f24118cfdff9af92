/** Holds EC2's refusals of a name that keeps not to the form of its shape, by shape. */

interface MalformedName {
  readonly code: string;
  readonly message: string;
}

/** EC2 refuses other values that break a constraint with InvalidParameterValue. */
export const malformedNames = {
  ImageNameRequest: {
    code: "InvalidAMIName.Malformed",
    message:
      "AMI names must be between 3 and 128 characters long, and may contain letters, numbers, " +
      "'(', ')', '.', '-', '/' and '_'",
  },
  LaunchTemplateName: {
    code: "InvalidLaunchTemplateName.MalformedException",
    message:
      "A launch template name must be between 3 and 128 characters, and may contain letters, " +
      "numbers, and the following characters: - ( ) . / _",
  },
} as const satisfies Readonly<Record<string, MalformedName>>;

export function malformedNameOf(shape: string): MalformedName | undefined {
  return new Map<string, MalformedName>(Object.entries(malformedNames)).get(shape);
}
