/** The AWS SDK's clients that speak to a product of their own, and the clock that they live by. */
import { AutoScalingClient, CreateAutoScalingGroupCommand } from "@aws-sdk/client-auto-scaling";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { CreateLaunchTemplateCommand, EC2Client } from "@aws-sdk/client-ec2";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { SSMClient } from "@aws-sdk/client-ssm";
import { STSClient } from "@aws-sdk/client-sts";
import { type Product, startProduct } from "../cli/product.ts";

export interface SdkClients {
  readonly asg: AutoScalingClient;
  readonly ec2: EC2Client;
  readonly cloudwatch: CloudWatchClient;
  readonly elbv2: ElasticLoadBalancingV2Client;
  readonly ssm: SSMClient;
  readonly sts: STSClient;
  readonly product: Product;
  /** What a client of another configuration begins with. */
  readonly configuration: typeof credentialed & { readonly endpoint: string };
  /** A request to the control API; what it refuses is thrown. */
  readonly control: (path: string, body?: object, method?: string) => Promise<Answer>;
  readonly advance: (span: string) => Promise<Answer>;
  readonly settled: (group: string) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: JSON of the control API, asserted by its readers.
type Answer = any;

const credentials = { accessKeyId: "test", secretAccessKey: "test" };
const credentialed = { region: "us-east-1", credentials, maxAttempts: 1 };

/** A product whose clock only `advance` moves. */
export async function startSdkClients(more: readonly string[] = []): Promise<SdkClients> {
  const flags = ["--clock", "manual", "--log", "silent", "--seed", "sdk", ...more];
  const product = await startProduct(flags);
  const configuration = { ...credentialed, endpoint: product.endpoint };
  const clients = {
    asg: new AutoScalingClient(configuration),
    ec2: new EC2Client(configuration),
    cloudwatch: new CloudWatchClient(configuration),
    elbv2: new ElasticLoadBalancingV2Client(configuration),
    ssm: new SSMClient(configuration),
    sts: new STSClient(configuration),
  };
  const control = (path: string, body?: object, method = "POST") =>
    requestOf(`${product.endpoint}/_asg-local/${path}`, method, body);
  const until = { atMost: "6h" };
  return {
    ...clients,
    product,
    configuration,
    control,
    advance: (span) => control("clock", { advance: span }),
    settled: (group) => control("clock", { until: { group, settled: true }, ...until }),
    close: async () => {
      for (const client of Object.values(clients)) client.destroy();
      await product.stop();
    },
  };
}

async function requestOf(url: string, method: string, body: object | undefined): Promise<Answer> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(url, { method, ...sent });
  if (!answer.ok) throw new Error(`${url}: ${await answer.text()}`);
  return answer.json();
}

const image = "ami-0a1b2c3d4e5f60001";
export const launchData = { ImageId: image, InstanceType: "t3.micro" } as const;
export const alarmSettings = {
  Namespace: "shop",
  MetricName: "Errors",
  Statistic: "Sum",
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: "GreaterThanThreshold",
} as const;

/** A template of that name and a group of it; it fills itself while the clock runs. */
export async function createGroup({ asg, ec2 }: SdkClients, name: string, size: number) {
  await ec2.send(
    new CreateLaunchTemplateCommand({ LaunchTemplateName: name, LaunchTemplateData: launchData }),
  );
  await asg.send(
    new CreateAutoScalingGroupCommand({
      AutoScalingGroupName: name,
      LaunchTemplate: { LaunchTemplateName: name },
      MinSize: size,
      MaxSize: size * 2,
      AvailabilityZones: ["us-east-1a", "us-east-1b"],
    }),
  );
}
