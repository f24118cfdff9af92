/** Reads the origin of a web page as browsers write it. */

/** Without path and default port; undefined for any other text, `null` included. */
export function webOrigin(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isOfWeb = url !== undefined && /^https?:$/.test(url.protocol);
  return isOfWeb && url.href === `${url.origin}/` ? url.origin : undefined;
}

export const webOriginForm = "the origin of a web page, such as http://localhost:3000";
