/** The entry for Testcontainers: the emulator in a container, with its clients. */
import {
  AbstractStartedContainer,
  GenericContainer,
  type StartedTestContainer,
  Wait,
} from "testcontainers";
import type { Control } from "../client/control.ts";
import { connect } from "./connect.ts";
import {
  type ClientConfiguration,
  clientConfigurationOf,
  type EmulatorEnvironment,
  environmentOf,
} from "./environment.ts";
import { checkOptions } from "./filled-options.ts";
import type { StartEmulatorOptions } from "./start-options.ts";

export type { ClientConfiguration, Control, EmulatorEnvironment };

/** Those of `startEmulator`; a world file is copied into the container. */
export type ContainerOptions = Omit<StartEmulatorOptions, "port">;

/** The port inside of the container. */
const port = 4577;

const worldInContainer = "/tmp/asg-local-world.json";

/** The image takes each option as a variable. */
const variables = {
  clock: "ASG_LOCAL_CLOCK",
  speed: "ASG_LOCAL_SPEED",
  startTime: "ASG_LOCAL_START_TIME",
  seed: "ASG_LOCAL_SEED",
  timing: "ASG_LOCAL_TIMING",
  connectionDraining: "ASG_LOCAL_CONNECTION_DRAINING",
  min100: "ASG_LOCAL_MIN_100",
  strictImages: "ASG_LOCAL_STRICT_IMAGES",
  lateEvents: "ASG_LOCAL_LATE_EVENTS",
  account: "ASG_LOCAL_ACCOUNT",
  region: "ASG_LOCAL_REGION",
  ec2Endpoint: "ASG_LOCAL_EC2_ENDPOINT",
  targetsEndpoint: "ASG_LOCAL_TARGETS_ENDPOINT",
  sqsEndpoint: "ASG_LOCAL_SQS_ENDPOINT",
  snsEndpoint: "ASG_LOCAL_SNS_ENDPOINT",
  lambdaEndpoint: "ASG_LOCAL_LAMBDA_ENDPOINT",
  allowOrigins: "ASG_LOCAL_ALLOW_ORIGIN",
} as const satisfies Record<keyof Omit<ContainerOptions, "world">, string>;

/** What an emulator in the caller's process begins with, too. */
const defaults: ContainerOptions & Place = {
  clock: "manual",
  seed: "asg-local",
  account: "000000000000",
  region: "us-east-1",
};

/**
 * A container of the image that `docker build -t asg-local .` makes, or of another one like it.
 * Where Docker runs on a machine with a name of several words, give the container that name as
 * ASG_LOCAL_ALLOW_HOST.
 */
export class AsgLocalContainer extends GenericContainer {
  #options: ContainerOptions & Place = defaults;

  constructor(image = "asg-local") {
    super(image);
    this.withExposedPorts(port);
    this.withWaitStrategy(Wait.forHttp("/_asg-local/ready", port));
    this.withOptions({});
  }

  /** Throws a TypeError for an option that there is not, or for a value that cannot be. */
  withOptions(options: ContainerOptions): this {
    if ("port" in options) throw new TypeError("AsgLocalContainer: the port is Docker's to choose");
    const given = Object.entries(options).filter(([, value]) => value !== undefined);
    this.#options = { ...this.#options, ...Object.fromEntries(given) };
    checkOptions(this.#options, "AsgLocalContainer");
    const { world, ...others } = this.#options;
    this.withEnvironment(environmentWith(others));
    if (options.world === undefined || world === undefined) return this;
    this.withCopyFilesToContainer([{ source: world, target: worldInContainer }]);
    return this.withEnvironment({ ASG_LOCAL_WORLD: worldInContainer });
  }

  override async start(): Promise<StartedAsgLocalContainer> {
    return new StartedAsgLocalContainer(await super.start(), this.#options);
  }
}

function environmentWith(options: Omit<ContainerOptions, "world">): Record<string, string> {
  const given = Object.entries(options);
  return Object.fromEntries(
    given.map(([name, value]) => [variables[name as keyof typeof variables], textOf(value)]),
  );
}

function textOf(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value);
}

interface Place {
  readonly account: string;
  readonly region: string;
}

/** Has what `startEmulator` answers, for the emulator in the container. */
export class StartedAsgLocalContainer extends AbstractStartedContainer {
  readonly #place: Place;

  constructor(container: StartedTestContainer, { account, region }: Place) {
    super(container);
    this.#place = { account, region };
  }

  /** As this process reaches it, such as http://localhost:49152. */
  get endpoint(): string {
    return `http://${this.getHost()}:${this.getMappedPort(port)}`;
  }

  /** Moves time, reads the state and resets it. */
  get control(): Control {
    return connect(this.endpoint);
  }

  /** Spread this into the configuration of any client of the AWS SDK for JavaScript, version 3. */
  get clientConfiguration(): ClientConfiguration {
    return clientConfigurationOf({ endpoint: this.endpoint, ...this.#place });
  }

  /** The same as environment variables, for programs that a test starts. */
  get environment(): EmulatorEnvironment {
    return environmentOf({ endpoint: this.endpoint, ...this.#place });
  }

  /** The same for containers of the same network, where this one has that alias. */
  environmentInNetwork(alias: string): EmulatorEnvironment {
    return environmentOf({ endpoint: `http://${alias}:${port}`, ...this.#place });
  }
}
