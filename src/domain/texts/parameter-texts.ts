/** SSM's messages about parameters; unrecorded ones are our best guess. */

export const parameterTexts = {
  notQualified: "Parameter name must be a fully qualified name.",
  reservedName: (name: string) => `No access to reserved parameter name: ${name}.`,
  invalidName:
    'Parameter name: can\'t be prefixed with "aws" or "ssm" (case-insensitive). If formed as a ' +
    "path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a " +
    "mix of letters, numbers and the following 3 symbols .-_",
  invalidPath:
    "The parameter doesn't meet the parameter name requirements. The parameter name must begin " +
    'with a forward slash "/". It can\'t be prefixed with "aws" or "ssm" (case-insensitive). It ' +
    "must use only letters, numbers, or the following symbols: . (period), - (hyphen), _ " +
    "(underscore). Special characters are not allowed. All sub-paths, if specified, must use the " +
    'forward slash symbol "/". Valid example: /get/parameters2-/by1./path0_.',
  tooDeep: "A hierarchy can have a maximum of 15 levels.",
  typeMissing: "A parameter type is required when you create a parameter.",
  emptyValue:
    "1 validation error detected: Value '' at 'value' failed to satisfy constraint: Member must " +
    "have length greater than or equal to 1.",
  standardTooLong:
    "Standard tier parameters support a maximum parameter value of 4096 characters. To create a " +
    "larger parameter value, upgrade the parameter to use the advanced-parameter tier. For more " +
    "information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/" +
    "parameter-store-advanced-parameters.html",
  /** Recorded by the public rule set cdk-preflight, as are the next two. */
  advancedTooLong: "Advanced-tier parameters support a maximum parameter value of 8192 characters.",
  nestedParameter: (value: string) =>
    `Parameter value: '${value}' failed to satisfy constraint: Parameter value can't nest ` +
    'another parameter. Do not use "{{}}" in the value.',
  tooManyPolicies: "Number of policies attached to a parameter cannot exceed 10",
  /** The code was recorded, the sentence was not. */
  longArn: (arn: string) => `No access to the parameter: ${arn} is longer than 1011 characters.`,
  unknownDataType: (type: string) =>
    `The following data type is not supported: ${type} (Data type names are all lowercase.)`,
  notAnImage: (value: string) =>
    `The parameter value ${value} is not an AMI id, which data type aws:ec2:image requires.`,
  alreadyExists:
    "The parameter already exists. To overwrite this value, set the overwrite option in the " +
    "request to true.",
  tagsWithOverwrite:
    "Invalid request: tags and overwrite can't be used together. To create a parameter with " +
    "tags, please remove overwrite flag. To update tags for an existing parameter, please use " +
    "AddTagsToResource or RemoveTagsFromResource.",
  keyIdWithoutSecret: "KeyId is required for SecureString type parameter only.",
  invalidPattern: (pattern: string) => `The regular expression ${pattern} is not valid.`,
  patternMismatch: (pattern: string) =>
    `Parameter value, cannot be validated against allowedPattern: ${pattern}`,
  oldestIsLabelled: (name: string) =>
    `You attempted to create a new version of ${name} by calling the PutParameter API with the ` +
    "overwrite flag. Version 1, the oldest version, can't be deleted because it has a label " +
    "associated with it. Move the label to another version of the parameter, and try again.",
  unknownVersion: (selector: string, name: string) =>
    `Systems Manager could not find version ${selector} of ${name}. Verify the version and try ` +
    "again.",
  tooManyLabels:
    "An error occurred (ParameterVersionLabelLimitExceeded) when calling the " +
    "LabelParameterVersion operation: A parameter version can have maximum 10 labels.Move one or " +
    "more labels to another version and try again.",
  bothFilters: "You can use either Filters or ParameterFilters in a single request.",
  invalidFilterKey: (key: string, valid: string) =>
    `The filter key ${key} is not valid here. Valid keys are: ${valid}.`,
  invalidFilterOption: (option: string, key: string) =>
    `The filter option ${option} is not valid for the key ${key}.`,
  filterWithoutValues: (key: string) => `The filter ${key} must have at least one value.`,
  notAParameter: (type: string) => `asg-local tags resources of type Parameter only, not ${type}.`,
  unknownResource: (id: string) => `The resource ID "${id}" is not valid. Verify the ID.`,
  tooManyTags: "The Targets parameter includes too many tags.",
  policies:
    "asg-local does not emulate Policies of PutParameter: a parameter would not expire. Leave " +
    "them out.",
} as const;
