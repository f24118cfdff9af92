/** Shows a rule as ListRules and DescribeRule do. */
import { defaultBus, type EventRule } from "../../domain/event-rule.ts";

export function presentRule({ settings }: EventRule) {
  return {
    Name: settings.name,
    Arn: settings.arn,
    EventPattern: settings.eventPattern,
    State: settings.state,
    Description: settings.description,
    ScheduleExpression: settings.scheduleExpression,
    RoleArn: settings.roleArn,
    EventBusName: defaultBus,
  };
}
