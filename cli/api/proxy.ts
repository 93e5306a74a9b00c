/** This machine, in the ways in which programs understand it. */
const HERE = ["localhost", "127.0.0.1", "127.0.0.0/8", "::1"];

/** All addresses, for the runtime, to which * is all names alone. */
const EVERYWHERE = ["0.0.0.0/0", "::/0"];

/**
 * The variables with which nothing that is sent to this machine goes through a proxy: who runs one
 * would read the token, which goes there in clear, and a proxy elsewhere knows no server here.
 */
export function withoutProxy(
  env: (name: string) => string | undefined,
): { NO_PROXY: string; no_proxy: string } {
  const given = (env("NO_PROXY") ?? env("no_proxy") ?? "").split(",")
    .map((name) => name.trim()).filter((name) => name !== "");
  const all = given.includes("*");
  const list = [...new Set([...given, ...HERE, ...(all ? EVERYWHERE : [])])].join(",");
  // Programs that read this one first know * where nothing else is beside it.
  return { NO_PROXY: list, no_proxy: all ? "*" : list };
}

/**
 * The runtime's variables with which it trusts the authorities that those of other programs name: a
 * company's proxy may have one of its own. What the runtime's say already stays.
 */
export function trusting(env: (name: string) => string | undefined): Record<string, string> {
  const file = env("NODE_EXTRA_CA_CERTS");
  const system = env("SSL_CERT_FILE") ?? env("SSL_CERT_DIR");
  return {
    ...(file && !env("DENO_CERT") ? { DENO_CERT: file } : {}),
    ...(system && !env("DENO_TLS_CA_STORE") ? { DENO_TLS_CA_STORE: "mozilla,system" } : {}),
  };
}
