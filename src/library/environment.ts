/** The environment variables that lead AWS's clients, and our own commands, to an emulator. */

export interface EmulatorAddress {
  readonly endpoint: string;
  readonly account: string;
  readonly region: string;
}

/** A type, because an interface would not go into an `env` that takes any name. */
export type EmulatorEnvironment = {
  readonly ASG_LOCAL_ENDPOINT: string;
  readonly AWS_ENDPOINT_URL: string;
  readonly AWS_ENDPOINT_URL_AUTO_SCALING: string;
  readonly AWS_ENDPOINT_URL_EC2: string;
  readonly AWS_ENDPOINT_URL_CLOUDWATCH: string;
  readonly AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING: string;
  readonly AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2: string;
  readonly AWS_ENDPOINT_URL_SSM: string;
  readonly AWS_ENDPOINT_URL_STS: string;
  readonly AWS_ACCESS_KEY_ID: string;
  readonly AWS_SECRET_ACCESS_KEY: string;
  readonly AWS_REGION: string;
  readonly AWS_DEFAULT_REGION: string;
};

/**
 * An access key of 12 digits is the caller's account, so the account itself is the key. What has no
 * variable of its own is led here too: asg-local refuses it aloud, and no call gets to AWS.
 */
export function environmentOf({ endpoint, account, region }: EmulatorAddress): EmulatorEnvironment {
  return {
    ASG_LOCAL_ENDPOINT: endpoint,
    AWS_ENDPOINT_URL: endpoint,
    // These win over the one above, and so over whatever the user has of their names.
    AWS_ENDPOINT_URL_AUTO_SCALING: endpoint,
    AWS_ENDPOINT_URL_EC2: endpoint,
    AWS_ENDPOINT_URL_CLOUDWATCH: endpoint,
    AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING: endpoint,
    AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2: endpoint,
    AWS_ENDPOINT_URL_SSM: endpoint,
    AWS_ENDPOINT_URL_STS: endpoint,
    AWS_ACCESS_KEY_ID: account,
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
  };
}

/** Variables that would lead a client past the ones above: to other keys, or to AWS itself. */
export const misleadingVariables: readonly string[] = [
  "AWS_PROFILE",
  "AWS_DEFAULT_PROFILE",
  "AWS_SESSION_TOKEN",
  "AWS_SECURITY_TOKEN",
  "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
];
