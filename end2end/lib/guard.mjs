/**
 * Watches a browser context for what no journey may cause: an error or a warning in the console (a refused policy and a
 * failed load among them), an exception in a page, a request to another origin.
 */
export function guard(context, url) {
  const troubles = [];
  const allowed = [];
  const origin = new URL(url).origin;
  const note = (text) => {
    if (!allowed.some((pattern) => pattern.test(text))) troubles.push(text);
  };

  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) {
      const { url: where, lineNumber } = message.location();
      note(`console ${message.type()}: ${message.text()}${where ? ` (${where}:${lineNumber})` : ""}`);
    }
  });
  context.on("weberror", (error) => note(`exception in a page: ${error.error().stack ?? error.error()}`));
  context.on("request", (request) => {
    const asked = new URL(request.url());
    if (["data:", "blob:", "about:"].includes(asked.protocol)) return;
    if (asked.origin !== origin) note(`request to another origin: ${request.url()}`);
  });

  return {
    /** Takes note no more of messages that match: a journey that provokes an answer of 404 or 422 expects its message. */
    allow: (pattern) => allowed.push(pattern),
    /** What was seen and not allowed. */
    troubles: () => troubles.filter((text) => !allowed.some((pattern) => pattern.test(text))),
  };
}
