/**
 * EventBridge's messages about rules, targets and events. Unless a comment says otherwise they are
 * in LocalStack's published recordings of AWS's answers.
 */

export const eventBridgeTexts = {
  unknownBus: (name: string) => `Event bus ${name} does not exist.`,
  unknownRule: (name: string, bus: string) => `Rule ${name} does not exist on EventBus ${bus}.`,
  hasTargets: "Rule can't be deleted since it has targets.",
  limitExceeded: "The requested resource exceeds the maximum number allowed.",
  invalidPattern: (reason: string) => `Event pattern is not valid. Reason: ${reason}`,
  invalidSchedule: "Parameter ScheduleExpression is not valid.",
  /** In moto's source. */
  nothingToMatch: "Parameter(s) EventPattern or ScheduleExpression must be specified.",
  /** In moto's source, as is the next one. */
  malformedArn: (arn: string) =>
    `Parameter ${arn} is not valid. Reason: Provided Arn is not in correct format.`,
  withoutGroupId: (id: string) => `Parameter(s) SqsParameters must be specified for target: ${id}.`,
  twoInputs: (id: string) =>
    `Only one of Input, InputPath, or InputTransformer must be provided for target ${id}.`,
  unknownPlaceholder: (id: string, name: string) =>
    `InputTemplate for target ${id} contains invalid placeholder ${name}.`,
  /** Our best guess, as is the next one. */
  inputIsNoJson: (id: string) => `JSON syntax error in input for target ${id}.`,
  invalidInputPath: (id: string) => `Invalid InputPath for target ${id}.`,
  invalidEvent: "Parameter Event is not valid.",
  /** In LocalStack's source. */
  duplicateTags: "Invalid parameter: Duplicated keys are not allowed.",
  busTags: "Tags of event buses are not emulated by asg-local.",
  missingInEntry: (name: string) =>
    `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
  malformedDetail: "Detail is malformed.",
  entriesTooLarge: "Total size of the entries in the request is over the limit.",
  /** In public records of AWS's answers. */
  foreignSource: "Not authorized for the source.",
} as const;
