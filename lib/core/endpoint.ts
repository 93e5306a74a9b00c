/**
 * Checks a base URL for requests, and strips white space around it and slashes at its end.
 *
 * @throws {TypeError} If it is not an http(s) URL, has credentials, a query or a fragment in it, or
 * would have the token sent in clear.
 */
export function checkEndpoint(endpoint: string, allowHttp: boolean): string {
  let url: URL | null = null;
  try {
    url = new URL(endpoint);
  } catch { /* Said below. */ }
  if (url?.protocol !== "http:" && url?.protocol !== "https:") {
    throw new TypeError(`The endpoint ${JSON.stringify(endpoint)} is not an http or https URL`);
  }
  checkTarget(url, allowHttp);
  // Paths are appended to it. A query may be secret and stays out of the message, too.
  if (/[?#]/.test(endpoint)) {
    throw new TypeError(
      `The endpoint at ${url.host} has a query or a fragment: give the base URL alone`,
    );
  }
  return endpoint.trim().replace(/\/+$/, "");
}

/**
 * Checks that the token can be sent to a URL.
 *
 * @throws {TypeError} If the URL has credentials in it, or would have the token sent in clear.
 */
export function checkTarget(url: URL, allowHttp: boolean): void {
  // They may be secret and stay out of the message.
  if (url.username || url.password) {
    throw new TypeError(`The URL of ${url.host} has a user name or a password in it`);
  }
  if (url.protocol === "http:" && !allowHttp && !isLocal(url)) {
    throw new TypeError(
      `${url.origin} is not encrypted: the token is not sent there unless http is allowed`,
    );
  }
}

/** Whether a URL leads to the machine that this runs on. */
export function isLocal(url: URL): boolean {
  // A URL parser has brought every spelling of an IPv4 address into this form.
  return /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
}
