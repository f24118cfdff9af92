/** Environment variables that direct AWS's clients, and our own commands, to an emulator. */

export interface EmulatorAddress {
  readonly endpoint: string;
  readonly account: string;
  readonly region: string;
}

/** A type, because an interface is not assignable to an `env` with arbitrary names. */
export type EmulatorEnvironment = {
  readonly ASG_LOCAL_ENDPOINT: string;
  readonly AWS_ENDPOINT_URL: string;
  readonly AWS_ENDPOINT_URL_AUTO_SCALING: string;
  readonly AWS_ENDPOINT_URL_EC2: string;
  readonly AWS_ENDPOINT_URL_CLOUDWATCH: string;
  readonly AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING: string;
  readonly AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2: string;
  readonly AWS_ENDPOINT_URL_SSM: string;
  readonly AWS_ENDPOINT_URL_EVENTBRIDGE: string;
  readonly AWS_ENDPOINT_URL_STS: string;
  readonly AWS_ACCESS_KEY_ID: string;
  readonly AWS_SECRET_ACCESS_KEY: string;
  readonly AWS_REGION: string;
  readonly AWS_DEFAULT_REGION: string;
};

/**
 * The access key is the account, since 12 digits select one. Services without a variable of their
 * own are directed here too: asg-local refuses them, and no call reaches AWS.
 */
export function environmentOf({ endpoint, account, region }: EmulatorAddress): EmulatorEnvironment {
  return {
    ASG_LOCAL_ENDPOINT: endpoint,
    AWS_ENDPOINT_URL: endpoint,
    // These override the one above, and therefore the user's own values of them.
    AWS_ENDPOINT_URL_AUTO_SCALING: endpoint,
    AWS_ENDPOINT_URL_EC2: endpoint,
    AWS_ENDPOINT_URL_CLOUDWATCH: endpoint,
    AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING: endpoint,
    AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2: endpoint,
    AWS_ENDPOINT_URL_SSM: endpoint,
    AWS_ENDPOINT_URL_EVENTBRIDGE: endpoint,
    AWS_ENDPOINT_URL_STS: endpoint,
    AWS_ACCESS_KEY_ID: account,
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
  };
}

export interface ClientConfiguration {
  endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
}

/** The same for clients of the AWS SDK for JavaScript, version 3. */
export function clientConfigurationOf({
  endpoint,
  account,
  region,
}: EmulatorAddress): ClientConfiguration {
  return { endpoint, region, credentials: { accessKeyId: account, secretAccessKey: "test" } };
}

/** Variables that would direct a client elsewhere: to other keys, or to AWS itself. */
export const misleadingVariables: readonly string[] = [
  "AWS_PROFILE",
  "AWS_DEFAULT_PROFILE",
  "AWS_SESSION_TOKEN",
  "AWS_SECURITY_TOKEN",
  "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
];
