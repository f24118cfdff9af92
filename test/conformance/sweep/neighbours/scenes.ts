/** What has to be there before a call of the tables: instances, networks, images, balancers. */
import { defaultVpcId } from "../../../../src/domain/network.ts";
import { newName } from "../../../support/fleet.ts";
import type { Members } from "../held-answers.ts";
import type { Stage } from "./stage.ts";

const account = "123456789012";
export const VpcId = defaultVpcId(account, "us-east-1");
export const image = "ami-0123456789abcdef0";
/** The digits of ids that are nobody's. */
export const digits = "0123456789abcdef0";
export const tag = { Key: "team", Value: "blue" };
export const loadBalancing = `arn:aws:elasticloadbalancing:us-east-1:${account}`;

/** The member of an answer that is there, such as `LaunchTemplate` and in it `LaunchTemplateId`. */
export function textIn(answer: Members, ...path: readonly (string | number)[]): string {
  const found = path.reduce<unknown>(
    (at, one) => (at as Readonly<Record<string | number, unknown>>)[one],
    answer,
  );
  if (typeof found !== "string") throw new Error(`no text at ${path.join(".")}`);
  return found;
}

/** Tags that a new resource of this type gets. */
export const tagged = (ResourceType: string) => ({
  TagSpecifications: [{ ResourceType, Tags: [tag] }],
});

export async function instance(stage: Stage): Promise<string> {
  const input = { ImageId: image, InstanceType: "t3.nano", MinCount: 1, MaxCount: 1 };
  const answer = await stage.send("ec2", "RunInstances", input);
  stage.advance(60);
  return textIn(answer, "Instances", 0, "InstanceId");
}

/** The network interface of a running instance, which outlives it or not. */
export async function attachedInterface(stage: Stage, DeleteOnTermination = true) {
  const NetworkInterfaces = [{ DeviceIndex: 0, DeleteOnTermination }];
  const input = { ImageId: image, InstanceType: "t3.nano", MinCount: 1, MaxCount: 1 };
  const answer = await stage.send("ec2", "RunInstances", { ...input, NetworkInterfaces });
  stage.advance(60);
  return textIn(answer, "Instances", 0, "NetworkInterfaces", 0, "NetworkInterfaceId");
}

/** A network interface whose instance has ended. */
export async function leftInterface(stage: Stage): Promise<string> {
  const id = await attachedInterface(stage, false);
  const Filters = [{ Name: "network-interface.network-interface-id", Values: [id] }];
  const answer = await stage.send("ec2", "DescribeInstances", { Filters });
  const InstanceId = textIn(answer, "Reservations", 0, "Instances", 0, "InstanceId");
  await stage.send("ec2", "TerminateInstances", { InstanceIds: [InstanceId] });
  stage.advance(120);
  return id;
}

export async function stopped(stage: Stage): Promise<string> {
  const id = await instance(stage);
  await stage.send("ec2", "StopInstances", { InstanceIds: [id] });
  stage.advance(120);
  return id;
}

/** A launch template with two versions. */
export async function template(stage: Stage): Promise<string> {
  const LaunchTemplateName = newName("template");
  const LaunchTemplateData = { ImageId: image, InstanceType: "t3.nano" };
  const input = { LaunchTemplateName, LaunchTemplateData, ...tagged("launch-template") };
  const answer = await stage.send("ec2", "CreateLaunchTemplate", input);
  const LaunchTemplateId = textIn(answer, "LaunchTemplate", "LaunchTemplateId");
  const second = { LaunchTemplateId, SourceVersion: "1", LaunchTemplateData };
  await stage.send("ec2", "CreateLaunchTemplateVersion", second);
  return LaunchTemplateId;
}

export async function vpc(stage: Stage): Promise<string> {
  const input = { CidrBlock: "10.7.0.0/16", ...tagged("vpc") };
  return textIn(await stage.send("ec2", "CreateVpc", input), "Vpc", "VpcId");
}

export async function subnet(stage: Stage, inVpc?: string): Promise<string> {
  const input = { VpcId: inVpc ?? (await vpc(stage)), CidrBlock: "10.7.1.0/24" };
  return textIn(await stage.send("ec2", "CreateSubnet", input), "Subnet", "SubnetId");
}

export async function securityGroup(stage: Stage): Promise<string> {
  const input = { GroupName: newName("group"), Description: "For tests", VpcId };
  return textIn(await stage.send("ec2", "CreateSecurityGroup", input), "GroupId");
}

export const https = {
  IpPermissions: [
    { IpProtocol: "tcp", FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: "10.0.0.0/8" }] },
  ],
};

/** A security group that lets HTTPS in. */
export async function openGroup(stage: Stage) {
  const GroupId = await securityGroup(stage);
  const input = { GroupId, ...https };
  const answer = await stage.send("ec2", "AuthorizeSecurityGroupIngress", input);
  return { GroupId, rule: textIn(answer, "SecurityGroupRules", 0, "SecurityGroupRuleId") };
}

export async function gateway(stage: Stage): Promise<string> {
  const answer = await stage.send("ec2", "CreateInternetGateway", {});
  return textIn(answer, "InternetGateway", "InternetGatewayId");
}

/** A VPC with a gateway. */
export async function connected(stage: Stage) {
  const inVpc = await vpc(stage);
  const InternetGatewayId = await gateway(stage);
  await stage.send("ec2", "AttachInternetGateway", { InternetGatewayId, VpcId: inVpc });
  return { VpcId: inVpc, InternetGatewayId };
}

export async function routeTable(stage: Stage, inVpc?: string): Promise<string> {
  const input = { VpcId: inVpc ?? (await vpc(stage)) };
  return textIn(await stage.send("ec2", "CreateRouteTable", input), "RouteTable", "RouteTableId");
}

export const everywhere = { DestinationCidrBlock: "0.0.0.0/0" };

/** A route table, and what a route to everywhere through a gateway needs. */
export async function unrouted(stage: Stage) {
  const { VpcId: inVpc, InternetGatewayId: GatewayId } = await connected(stage);
  return { RouteTableId: await routeTable(stage, inVpc), ...everywhere, GatewayId };
}

export async function routed(stage: Stage) {
  const route = await unrouted(stage);
  await stage.send("ec2", "CreateRoute", route);
  return route;
}

/** A subnet that has a route table of its own, and another table. */
export async function associated(stage: Stage) {
  const inVpc = await vpc(stage);
  const SubnetId = await subnet(stage, inVpc);
  const RouteTableId = await routeTable(stage, inVpc);
  const answer = await stage.send("ec2", "AssociateRouteTable", { RouteTableId, SubnetId });
  const AssociationId = textIn(answer, "AssociationId");
  return { AssociationId, SubnetId, other: await routeTable(stage, inVpc) };
}

export async function ownImage(stage: Stage, more: object = {}): Promise<string> {
  const input = { Name: newName("image"), RootDeviceName: "/dev/sda1", ...more };
  return textIn(await stage.send("ec2", "RegisterImage", input), "ImageId");
}

export async function balancer(stage: Stage): Promise<string> {
  const input = { Name: newName("lb"), Subnets: stage.subnets.slice(0, 2) };
  const answer = await stage.send("elbv2", "CreateLoadBalancer", input);
  stage.advance(120);
  return textIn(answer, "LoadBalancers", 0, "LoadBalancerArn");
}

export async function targetGroup(stage: Stage): Promise<string> {
  const input = { Name: newName("tg"), Protocol: "HTTP", Port: 80, VpcId };
  const answer = await stage.send("elbv2", "CreateTargetGroup", input);
  return textIn(answer, "TargetGroups", 0, "TargetGroupArn");
}

export const forwardTo = (TargetGroupArn: string) => ({
  DefaultActions: [{ Type: "forward", TargetGroupArn }],
});

/** A load balancer that forwards HTTP to a target group. */
export async function listening(stage: Stage) {
  const LoadBalancerArn = await balancer(stage);
  const TargetGroupArn = await targetGroup(stage);
  const input = { LoadBalancerArn, Protocol: "HTTP", Port: 80, ...forwardTo(TargetGroupArn) };
  const answer = await stage.send("elbv2", "CreateListener", input);
  return {
    LoadBalancerArn,
    TargetGroupArn,
    ListenerArn: textIn(answer, "Listeners", 0, "ListenerArn"),
  };
}

/** A target group with one instance. */
export async function serving(stage: Stage) {
  const TargetGroupArn = await targetGroup(stage);
  const Targets = [{ Id: await instance(stage), Port: 8080 }];
  await stage.send("elbv2", "RegisterTargets", { TargetGroupArn, Targets });
  return { TargetGroupArn, Targets };
}

export const httpListener = { Protocol: "HTTP", LoadBalancerPort: 80, InstancePort: 8080 };

export async function classic(stage: Stage, place: object = {}): Promise<string> {
  const LoadBalancerName = newName("front");
  const AvailabilityZones = ["us-east-1a", "us-east-1b"];
  const where = Object.keys(place).length === 0 ? { AvailabilityZones } : place;
  const input = { LoadBalancerName, Listeners: [httpListener], ...where };
  await stage.send("elb", "CreateLoadBalancer", input);
  return LoadBalancerName;
}

/** A classic load balancer with an instance that the caller registered. */
export async function classicServing(stage: Stage) {
  const LoadBalancerName = await classic(stage);
  const Instances = [{ InstanceId: await instance(stage) }];
  const input = { LoadBalancerName, Instances };
  await stage.send("elb", "RegisterInstancesWithLoadBalancer", input);
  return input;
}

export const metricAlarm = {
  Namespace: "Shop",
  MetricName: "Errors",
  Statistic: "Sum",
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 5,
  ComparisonOperator: "GreaterThanThreshold",
};

export async function alarm(stage: Stage): Promise<string> {
  const AlarmName = newName("alarm");
  await stage.send("cloudwatch", "PutMetricAlarm", { AlarmName, ...metricAlarm, Tags: [tag] });
  return AlarmName;
}

export const alarmArn = (name: string) => `arn:aws:cloudwatch:us-east-1:${account}:alarm:${name}`;

export async function parameter(stage: Stage): Promise<string> {
  const Name = `/shop/${newName("parameter")}`;
  await stage.send("ssm", "PutParameter", { Name, Value: image, Type: "String", Tags: [tag] });
  return Name;
}
