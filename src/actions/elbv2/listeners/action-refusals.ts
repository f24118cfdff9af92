/**
 * What Elastic Load Balancing refuses of the actions of a listener, one by one. The texts are those
 * that the public rule set cdk-preflight recorded.
 */
import type { Refusal } from "../../../domain/refusals.ts";
import type { Input } from "../../../model/operations.ts";

export type GivenAction = NonNullable<Input<"elbv2", "CreateListener">["DefaultActions"]>[number];

/** One action, and what it is an action of. */
interface WantedAction {
  readonly action: GivenAction;
  readonly protocol: string | undefined;
  readonly balancerType: string;
  readonly region: string;
}

type Rows = readonly Refusal<WantedAction>[];

/** The member that an action of the type needs; forwarding has two ways to say where. */
const configOf: Readonly<Record<string, keyof GivenAction>> = {
  "fixed-response": "FixedResponseConfig",
  redirect: "RedirectConfig",
  "authenticate-oidc": "AuthenticateOidcConfig",
  "authenticate-cognito": "AuthenticateCognitoConfig",
};

const typeOf = ({ action }: WantedAction) => action.Type ?? "";

function lacksConfig(wanted: WantedAction): boolean {
  const config = configOf[typeOf(wanted)];
  return config !== undefined && wanted.action[config] === undefined;
}

const typeRefusals: Rows = [
  {
    when: ({ balancerType, ...wanted }) =>
      balancerType !== "application" && wanted.action.Type !== "forward",
    text: ({ balancerType, action }) =>
      `The action type '${action.Type}' is not valid with ${balancerType} load balancer`,
  },
  {
    when: lacksConfig,
    text: (wanted) =>
      `For actions of type '${typeOf(wanted)}', you must specify the following fields: ` +
      `'${configOf[typeOf(wanted)]}'`,
  },
];

const contentTypes: readonly string[] = [
  "text/html",
  "application/json",
  "application/javascript",
  "text/css",
  "text/plain",
];

const redirectOf = ({ action }: WantedAction) => action.RedirectConfig;

/** Where the redirect leads, with what it leaves as it is. */
function redirectPlace(wanted: WantedAction): readonly string[] {
  const { Protocol, Host, Port, Path, Query } = redirectOf(wanted) ?? {};
  return [
    Protocol ?? "#{protocol}",
    Host ?? "#{host}",
    Port ?? "#{port}",
    Path ?? "/#{path}",
    Query ?? "#{query}",
  ];
}

const samePlace = ["#{protocol}", "#{host}", "#{port}", "/#{path}", "#{query}"].join(" ");

const answerRefusals: Rows = [
  {
    when: ({ action }) => {
      const { ContentType: type = "text/plain" } = action.FixedResponseConfig ?? {};
      return !contentTypes.includes(type);
    },
    text: `The ContentType must be one of:${contentTypes.map((type) => `'${type}'`).join(", ")}.`,
  },
  {
    when: (wanted) => wanted.protocol === "HTTPS" && redirectOf(wanted)?.Protocol === "HTTP",
    text: "You cannot redirect HTTPS to HTTP.",
  },
  {
    when: (wanted) => {
      const { Path: path = "/" } = redirectOf(wanted) ?? {};
      return !path.startsWith("/");
    },
    text:
      "The Path parameter must be a valid path, should start with a '/', and may contain up to " +
      "one of each of these placeholders: '#{path}', '#{host}', '#{port}'.",
  },
  {
    when: (wanted) => {
      const { Port: port = "#{port}" } = redirectOf(wanted) ?? {};
      const isNumber = /^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535;
      return port !== "#{port}" && !isNumber;
    },
    text: "The Port parameter must be either an integer between 1 and 65535 or '#{port}'.",
  },
  {
    when: (wanted) =>
      redirectOf(wanted) !== undefined && redirectPlace(wanted).join(" ") === samePlace,
    text: "The redirect configuration is not valid because it creates a loop.",
  },
];

/** What both ways of logging in have. */
type Login = Pick<
  NonNullable<GivenAction["AuthenticateOidcConfig"]>,
  "AuthenticationRequestExtraParams" | "SessionTimeout"
>;

const loginOf = ({ action }: WantedAction): Login =>
  action.AuthenticateOidcConfig ?? action.AuthenticateCognitoConfig ?? {};

function wrongEndpoint({ action }: WantedAction): string | undefined {
  const { Issuer, AuthorizationEndpoint, TokenEndpoint, UserInfoEndpoint } =
    action.AuthenticateOidcConfig ?? {};
  const urls = [Issuer, AuthorizationEndpoint, TokenEndpoint, UserInfoEndpoint];
  return urls.find((url) => url !== undefined && !/^https:\/\/[^/\s]+/.test(url));
}

function hasForeignPool({ action, region }: WantedAction): boolean {
  const { UserPoolArn: arn } = action.AuthenticateCognitoConfig ?? {};
  return arn !== undefined && !arn.startsWith(`arn:aws:cognito-idp:${region}:`);
}

const loginRefusals: Rows = [
  {
    when: hasForeignPool,
    text: ({ action }) =>
      `'${action.AuthenticateCognitoConfig?.UserPoolArn}' is not a valid user pool ARN`,
  },
  {
    when: (wanted) => wrongEndpoint(wanted) !== undefined,
    text: (wanted) => `The '${wrongEndpoint(wanted)}' URL is not valid`,
  },
  {
    when: (wanted) =>
      Object.keys(loginOf(wanted).AuthenticationRequestExtraParams ?? {}).length > 10,
    text: "You can specify up to 10 extra authentication request parameters",
  },
  {
    when: (wanted) => {
      const { SessionTimeout: seconds = 1 } = loginOf(wanted);
      return seconds < 1 || seconds > 604_800;
    },
    text: (wanted) =>
      `'Session timeout' value '${loginOf(wanted).SessionTimeout}' must be between 1 and 604800 ` +
      "inclusive",
  },
];

const groupsOf = ({ action }: WantedAction) => action.ForwardConfig?.TargetGroups ?? [];
const stickinessOf = ({ action }: WantedAction) =>
  action.ForwardConfig?.TargetGroupStickinessConfig ?? {};
const isWeight = (weight = -1) => weight >= 0 && weight <= 999;

const forwardRefusals: Rows = [
  {
    when: (wanted) => groupsOf(wanted).length > 5,
    text: "You cannot specify more than 5 target groups per action",
  },
  {
    when: (wanted) => {
      const { TargetGroupArn: arn } = wanted.action;
      const [only, ...more] = groupsOf(wanted);
      const isSame = more.length === 0 && only?.TargetGroupArn === arn;
      return arn !== undefined && only !== undefined && !isSame;
    },
    text:
      "You can specify both a target group list and a top-level target group ARN only if the " +
      "ARNs match",
  },
  {
    when: (wanted) =>
      groupsOf(wanted).length > 1 && !groupsOf(wanted).every(({ Weight }) => isWeight(Weight)),
    text: "The weight for each target group must be between 0 and 999, inclusive",
  },
  {
    when: (wanted) => !groupsOf(wanted).every(({ Weight = 1 }) => isWeight(Weight)),
    text: "The weight for the target group must be between 1 and 999, inclusive",
  },
  {
    when: (wanted) =>
      stickinessOf(wanted).Enabled === true && stickinessOf(wanted).DurationSeconds === undefined,
    text: "You must provide a duration when enabling target group stickiness",
  },
  {
    when: (wanted) => {
      const { DurationSeconds: seconds = 1 } = stickinessOf(wanted);
      return seconds < 1 || seconds > 604_800;
    },
    text: "Target group stickiness duration must be between 1 and 604800 seconds",
  },
  {
    when: (wanted) =>
      wanted.balancerType !== "application" && stickinessOf(wanted).DurationSeconds !== undefined,
    text: ({ balancerType }) =>
      "Target group stickiness duration cannot be configured on load balancers of type " +
      `'${balancerType}'`,
  },
];

export const actionRefusals: Rows = [
  ...typeRefusals,
  ...answerRefusals,
  ...loginRefusals,
  ...forwardRefusals,
];

/** Those of all actions of a listener together. */
export const actionsRefusals: readonly Refusal<readonly GivenAction[]>[] = [
  {
    when: (actions) => actions.length > 1 && actions.some(({ Order }) => Order === undefined),
    text: "When you specify multiple actions, you must specify an order for each action",
  },
  {
    when: (actions) => routingBefore(actions) !== undefined,
    text: (actions) =>
      `An action of type '${routingBefore(actions)}' must have a higher order than all other ` +
      "actions",
  },
];

const checksOnly = /^(authenticate-|jwt-validation)/;

/** The type of an action that ends the work on a request although others are to follow. */
function routingBefore(actions: readonly GivenAction[]): string | undefined {
  const inOrder = actions.toSorted(({ Order: one = 0 }, { Order: other = 0 }) => one - other);
  const early = inOrder.slice(0, -1).map(({ Type = "" }) => Type);
  return early.find((type) => !checksOnly.test(type));
}
