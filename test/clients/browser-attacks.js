/** The ways in which a web page can send requests; run in a page, never in Node. */

const formType = "application/x-www-form-urlencoded";

/** Frames and images that fail tell nothing, and an opaque answer has no text: all that is let be. */
const settled = (promise) => promise.catch(() => undefined);

/** What a page could read of an answer; a refusal is nothing. */
async function textRead(promise) {
  const answer = await settled(promise);
  return answer?.ok ? [await answer.text()] : [];
}

async function oneByOne(requests, send) {
  const read = [];
  for (const request of requests) read.push(...(await send(request)));
  return read;
}

/** Resolves when an element that loads something has done so, or could not. */
function loaded(element) {
  return new Promise((resolve) => {
    element.onload = () => resolve(true);
    element.onerror = () => resolve(false);
    document.body.append(element);
  });
}

function inputsOf({ type, body }) {
  if (type === formType) return [...new URLSearchParams(body)];
  const at = body.indexOf("=");
  return [[body.slice(0, at), body.slice(at + 1)]];
}

async function postForm(base, request) {
  const frame = document.createElement("iframe");
  frame.name = `target${Math.random()}`;
  const first = loaded(frame);
  const form = document.createElement("form");
  Object.assign(form, { method: "POST", action: base + request.path, target: frame.name });
  form.enctype = request.type;
  for (const [name, value] of inputsOf(request)) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  document.body.append(form);
  await first;
  const second = new Promise((resolve) => {
    frame.onload = resolve;
  });
  form.submit();
  await second;
  return [];
}

const fetched = (base, { method, path, type, body }, more) =>
  fetch(base + path, {
    method,
    ...more,
    ...(body === undefined ? {} : { body }),
    headers: { ...(type === undefined ? {} : { "content-type": type }), ...more.headers },
  });

/** Each sends all requests that it can send, and answers what the page could read. */
globalThis.attacks = {
  form: ({ base, requests }) =>
    oneByOne(
      requests.filter(({ method }) => method === "POST"),
      (request) => postForm(base, request),
    ),
  image: ({ base, requests }) =>
    oneByOne(
      requests.filter(({ method }) => method === "GET"),
      async ({ path }) => {
        const image = Object.assign(new Image(), { src: base + path });
        return (await loaded(image)) ? [path] : [];
      },
    ),
  script: ({ base, requests }) =>
    oneByOne(
      requests.filter(({ method }) => method === "GET"),
      async ({ path }) => {
        const script = Object.assign(document.createElement("script"), { src: base + path });
        return (await loaded(script)) ? [path] : [];
      },
    ),
  noCorsFetch: ({ base, requests }) =>
    oneByOne(
      requests.filter(({ method }) => method === "GET" || method === "POST"),
      (request) => textRead(fetched(base, request, { mode: "no-cors" })),
    ),
  simpleFetch: ({ base, requests }) =>
    oneByOne(requests, (request) => textRead(fetched(base, request, { mode: "cors" }))),
  signedFetch: ({ base, requests, authorization }) =>
    oneByOne(requests, (request) =>
      textRead(fetched(base, request, { mode: "cors", headers: { authorization } })),
    ),
  beacon: async ({ base, requests }) => {
    for (const { path, type, body } of requests) {
      if (body !== undefined) navigator.sendBeacon(base + path, new Blob([body], { type }));
    }
    // Nobody is told when it is sent.
    await new Promise((resolve) => setTimeout(resolve, 500));
    return [];
  },
  // The browser lets each failed one wait longer than the last, so that these stand for all paths.
  webSocket: ({ base }) =>
    oneByOne(["/", "/_asg-local/clock", "/_localstack/health"], async (path) => {
      const socket = new WebSocket(base.replace("http", "ws") + path);
      const isOpen = await new Promise((resolve) => {
        socket.onopen = () => resolve(true);
        socket.onclose = () => resolve(false);
      });
      return isOpen ? [path] : [];
    }),
};
