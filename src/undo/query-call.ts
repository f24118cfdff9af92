/** Calls of EC2 and CloudWatch by the Query protocol, with the Auto Scaling client's own parts. */
import type { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { XMLParser } from "fast-xml-parser";

/** A service, its version of the API and its place in AWS's host names. */
export interface QueryService {
  readonly signingName: string;
  readonly host: string;
  readonly version: string;
}

type Members = Readonly<Record<string, string>>;

/** Sends a call and returns the answer's members. Throws QueryError for AWS's refusals. */
export type QueryCall = (
  service: QueryService,
  action: string,
  members: Members,
) => Promise<Readonly<Record<string, unknown>>>;

/** A refusal of AWS. */
export class QueryError extends Error {
  override readonly name = "QueryError";
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const parser = new XMLParser({
  isArray: (name) => name === "item" || name === "member",
  parseTagValue: false,
});

/** Uses the client's endpoint, keys, region, signer and connections. */
export function queryCall({ config }: AutoScalingClient): QueryCall {
  return async (service, action, members) => {
    const region = await config.region();
    const unsigned = requestTo(await urlOf(service), {
      Action: action,
      Version: service.version,
      ...members,
    });
    const signer = await config.signer();
    const signed = await signer.sign(unsigned as never, {
      signingService: service.signingName,
      signingRegion: region,
    });
    const { response } = await config.requestHandler.handle(signed as never);
    const text = new TextDecoder().decode(await config.streamCollector(response.body));
    return contentOf(response.statusCode, text);
  };

  /** The client's own endpoint; at AWS the service's, in the same partition. */
  async function urlOf({ host }: QueryService): Promise<URL> {
    if (config.endpoint !== undefined) {
      const { protocol, hostname, port, path } = await config.endpoint();
      return new URL(`${protocol}//${hostname}${port === undefined ? "" : `:${port}`}${path}`);
    }
    const { url } = config.endpointProvider({
      Region: await config.region(),
      UseFIPS: await config.useFipsEndpoint(),
      UseDualStack: await config.useDualstackEndpoint(),
    });
    return new URL(url.href.replace("//autoscaling", `//${host}`));
  }
}

function requestTo(url: URL, members: Members) {
  return {
    method: "POST",
    protocol: url.protocol,
    hostname: url.hostname,
    ...(url.port !== "" && { port: Number(url.port) }),
    path: url.pathname,
    query: {},
    headers: { host: url.host, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(members).toString(),
  };
}

function contentOf(status: number, text: string): Readonly<Record<string, unknown>> {
  const { "?xml": _, ...roots } = parser.parse(text) as Record<string, unknown>;
  const [root] = Object.values(roots);
  const content = Object(root) as Record<string, unknown>;
  if (status < 300) return content;
  // EC2 lists its errors; CloudWatch has one.
  const holder = Object(content.Errors ?? content) as {
    Error?: { Code?: string; Message?: string };
  };
  const { Code: code = String(status), Message: message = "no reason given" } = holder.Error ?? {};
  throw new QueryError(code, message);
}
