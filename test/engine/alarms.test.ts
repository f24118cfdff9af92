/** What the engine does when alarms change: who is woken, what is kept, and for how long. */
import { describe, expect, test } from "vitest";
import { inProcess } from "../support/in-process.ts";

const metric = {
  Namespace: "App",
  MetricName: "errors",
  Statistic: "Sum",
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: "GreaterThanThreshold",
};

type Emulated = ReturnType<typeof inProcess>;

function set({ call }: Emulated, name: string, state: string): void {
  call("cloudwatch", "PutMetricAlarm", { ...metric, AlarmName: name });
  call("cloudwatch", "SetAlarmState", { AlarmName: name, StateValue: state, StateReason: "test" });
}

/** Two groups, each with a refresh that names an alarm of its own. */
function twoRefreshes(): Emulated {
  const emulated = inProcess();
  const LaunchTemplateData = { ImageId: "ami-1", InstanceType: "t3.nano" };
  emulated.call("ec2", "CreateLaunchTemplate", { LaunchTemplateName: "web", LaunchTemplateData });
  for (const name of ["web", "api"]) {
    emulated.call("autoscaling", "CreateAutoScalingGroup", {
      AutoScalingGroupName: name,
      LaunchTemplate: { LaunchTemplateName: "web" },
      AvailabilityZones: ["us-east-1a"],
      MinSize: 0,
      MaxSize: 4,
      DesiredCapacity: 2,
    });
    set(emulated, name, "OK");
  }
  emulated.advance(600);
  for (const name of ["web", "api"]) {
    const Preferences = { AlarmSpecification: { Alarms: [name] }, MinHealthyPercentage: 50 };
    const input = { AutoScalingGroupName: name, Preferences };
    emulated.call("autoscaling", "StartInstanceRefresh", input);
  }
  emulated.advance(10);
  return emulated;
}

describe("a new state", () => {
  test("R-183 reaches the refreshes that name the alarm, and no others", () => {
    const emulated = twoRefreshes();
    set(emulated, "web", "ALARM");
    emulated.advance(5);
    expect(emulated.refresh("web").status).toBe("Failed");
    expect(emulated.refresh("api").status).toBe("InProgress");
  });

  test("R-184 with data again the hour without progress begins anew", () => {
    const emulated = twoRefreshes();
    set(emulated, "web", "INSUFFICIENT_DATA");
    emulated.advance(3 * 3600);
    expect(emulated.refresh("web").status).toBe("InProgress");
    set(emulated, "web", "OK");
    expect(emulated.refresh("web").lastProgressAt).toBe(
      emulated.region().alarms.get("web")?.stateUpdatedAt,
    );
    emulated.advance(600);
    expect(emulated.refresh("web").status).toBe("Successful");
  });

  test("R-184 a refresh whose alarm is deleted waits until the alarm is there again", () => {
    const emulated = twoRefreshes();
    emulated.call("cloudwatch", "DeleteAlarms", { AlarmNames: ["web"] });
    emulated.advance(3600);
    expect(emulated.refresh("web")).toMatchObject({
      status: "InProgress",
      statusReason: { kind: "alarmData", alarm: "web" },
    });
    set(emulated, "web", "OK");
    emulated.advance(600);
    expect(emulated.refresh("web").status).toBe("Successful");
  });
});

describe("what is kept", () => {
  test("30 days of history, also of alarms that are gone", () => {
    const emulated = inProcess();
    set(emulated, "old", "OK");
    emulated.call("cloudwatch", "DeleteAlarms", { AlarmNames: ["old"] });
    emulated.advance(29 * 86_400);
    set(emulated, "new", "OK");
    const summaries = () => emulated.region().alarmHistory.map(({ alarm }) => alarm);
    expect(summaries()).toEqual(["old", "old", "old", "new", "new"]);
    emulated.advance(2 * 86_400);
    set(emulated, "new", "ALARM");
    expect(summaries()).toEqual(["new", "new", "new", "new"]);
  });

  test("the last 1,000 calls of PutMetricData, as plain JSON", () => {
    const emulated = inProcess();
    for (let nth = 0; nth < 1001; nth++) {
      const MetricData = [{ MetricName: "m", Value: nth, Timestamp: new Date(0) }];
      emulated.call("cloudwatch", "PutMetricData", { Namespace: "App", MetricData });
    }
    const { metricData } = emulated.region();
    expect(metricData).toHaveLength(1000);
    const Timestamp = "1970-01-01T00:00:00.000Z";
    expect(metricData[0]?.members).toEqual({
      MetricData: [{ MetricName: "m", Value: 1, Timestamp }],
    });
  });
});
