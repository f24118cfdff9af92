/**
 * The attributes of listeners by AWS's reference, which depend on the protocol. The texts are those
 * that the public rule set cdk-preflight recorded.
 */
import {
  type AttributeRule,
  type AttributeRules,
  booleans,
  numbers,
  oneOf,
} from "./attribute-rules.ts";

/** The listeners of gateway load balancers have no protocol, and the attribute of TCP. */
export function listenerKind(protocol: unknown): string {
  return protocol === undefined ? "TCP" : String(protocol);
}

const http = ["HTTP", "HTTPS"];
const responsePrefix = "routing.http.response";

/** Headers that are added to responses if they have a value. */
const responseHeaders = [
  "strict_transport_security",
  "access_control_allow_origin",
  "access_control_allow_methods",
  "access_control_allow_headers",
  "access_control_allow_credentials",
  "access_control_expose_headers",
  "access_control_max_age",
  "content_security_policy",
  "x_content_type_options",
  "x_frame_options",
];

/** The values that a header can have, where they are few. */
const headerValues: Readonly<Record<string, readonly string[]>> = {
  x_content_type_options: ["nosniff"],
  x_frame_options: ["DENY", "SAMEORIGIN"],
};

function responseHeader(name: string): AttributeRule {
  const values = headerValues[name];
  if (values === undefined) return { kinds: http, default: "" };
  const refusals = oneOf(
    ["", ...values],
    ({ key, value }) =>
      `The value of '${key}' must be from the following: [${values.join(", ")}], but was ` +
      `'${value}'`,
  );
  return { kinds: http, default: "", refusals };
}

/** Without another name a header of these has its own. */
const requestHeaders = [
  "X-Amzn-Mtls-Clientcert-Serial-Number",
  "X-Amzn-Mtls-Clientcert-Issuer",
  "X-Amzn-Mtls-Clientcert-Subject",
  "X-Amzn-Mtls-Clientcert-Validity",
  "X-Amzn-Mtls-Clientcert-Leaf",
  "X-Amzn-Mtls-Clientcert",
  "X-Amzn-Tls-Version",
  "X-Amzn-Tls-Cipher-Suite",
];

function requestHeader(name: string): AttributeRule {
  return {
    kinds: ["HTTPS"],
    default: name,
    refusals: [
      {
        when: ({ value }) => !/^[\w-]*$/.test(value),
        text: ({ key }) => `The value of '${key}' contains invalid characters`,
      },
    ],
  };
}

export const listenerAttributes: AttributeRules = {
  [`${responsePrefix}.server.enabled`]: { kinds: http, default: "true", refusals: booleans },
  ...Object.fromEntries(
    responseHeaders.map((name) => [`${responsePrefix}.${name}.header_value`, responseHeader(name)]),
  ),
  ...Object.fromEntries(
    requestHeaders.map((name) => [
      `routing.http.request.${name.toLowerCase().replaceAll("-", "_")}.header_name`,
      requestHeader(name),
    ]),
  ),
  "tcp.idle_timeout.seconds": { kinds: ["TCP"], default: "350", refusals: numbers(60, 6000) },
};
