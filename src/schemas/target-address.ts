/** Where a target that a user describes may be. */
import { isHostOfAws } from "../domain/aws-host.ts";

/** What is wrong with a URL that events would be sent to; undefined when nothing is. */
export function problemOfUrl(
  text: string,
  { isAwsAllowed }: { readonly isAwsAllowed: boolean },
): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    return "expected a URL such as http://127.0.0.1:4566";
  }
  if (url.username !== "" || url.password !== "") return "a URL with a user is never sent to";
  if (isHostOfAws(url.hostname) && !isAwsAllowed) {
    return `${url.hostname} is AWS itself, which has to be said: "aws": true`;
  }
  return undefined;
}

/** The same for the endpoint of a service, which calls add their paths to. */
export function problemOfEndpoint(
  text: string,
  allowed: { readonly isAwsAllowed: boolean },
): string | undefined {
  if (/[?#]/.test(text)) return "expected an endpoint, without ? and #";
  return problemOfUrl(text, allowed);
}
