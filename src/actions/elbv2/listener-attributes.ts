/** The attributes that a listener has by AWS's defaults, which depend on its protocol. */

type Attributes = Readonly<Record<string, string>>;

/** A header without a value is not added to the responses. */
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

const http: Attributes = {
  "routing.http.response.server.enabled": "true",
  ...Object.fromEntries(
    responseHeaders.map((name) => [`routing.http.response.${name}.header_value`, ""]),
  ),
};

const https: Attributes = {
  ...http,
  ...Object.fromEntries(
    requestHeaders.map((name) => [
      `routing.http.request.${name.toLowerCase().replaceAll("-", "_")}.header_name`,
      name,
    ]),
  ),
};

const tcp: Attributes = { "tcp.idle_timeout.seconds": "350" };

/** The listeners of gateway load balancers have no protocol, and the attribute of TCP. */
export function listenerDefaults(protocol: unknown = "TCP"): Attributes {
  if (protocol === "HTTP") return http;
  if (protocol === "HTTPS") return https;
  return protocol === "TCP" ? tcp : {};
}
