/** What `doapi help` tells beside the commands; the reference is made of it, too. */

/** Every exit code and what it means. */
export const EXIT_CODES: readonly [code: string, meaning: string][] = [
  ["0", "done"],
  ["1", "failed; standard error says what"],
  ["2", "wrong usage; nothing was sent"],
  ["3", "a waited-for action errored, or ended with another status than completed"],
  ["4", "no API token, or a refused one"],
  ["5", "the wait time ran out; what was still in progress was printed in its last known state"],
  ["130", "interrupted; what was known was printed"],
];

/** The environment variables that the CLI reads, in the order in which they count. */
export const ENVIRONMENT: Record<string, string> = {
  DO_API_TOKEN: "The API token, if no option gives one.",
  DIGITALOCEAN_TOKEN: "The same, if the one before is not set.",
  DIGITALOCEAN_ACCESS_TOKEN: "The same, if the ones before are not set.",
  DOAPI_CONTEXT: "The account of doapi auth to use, if --context is not set.",
  DO_API_ENDPOINT: "Where to send requests, if --endpoint is not set.",
  DIGITALOCEAN_API_URL: "The same, if the one before is not set.",
  DOAPI_ALLOW_HTTP: "With 1, send the token over plain http, too, as with --allow-http.",
  DOAPI_SANDBOX: "With 1, every command uses the simulator, as with --sandbox.",
  DOAPI_SANDBOX_STATE: "Where the simulator keeps its state, if --sandbox-state is not set.",
  DOAPI_SANDBOX_URL: "The running simulator that the commands of doapi sandbox control.",
  DOAPI_SANDBOX_ACTION_TIME: "Seconds until an action of the simulator completes. (Default: 2)",
  DOAPI_OUTPUT: "The form of results, if --output is not set.",
  DOAPI_YES: "With 1, no command asks at a terminal before it destroys things, as with --yes.",
  DOAPI_REGION: "The region of new resources, if no option sets it.",
  DOAPI_SIZE: "The size of new droplets, if no option sets it.",
  DOAPI_IMAGE: "The image of new droplets, if no option sets it.",
  DOAPI_SSH_KEYS: "The SSH keys of new droplets, separated by commas, if no option sets them.",
  DOAPI_DEBUG: "With 1, show every request, as with --verbose.",
  DOAPI_CALLED_AS: "The program's name in messages, instead of the one that started it.",
  DOAPI_SCRIPT: "The script that started the program, for install-links to link to.",
  DOAPI_BASE_URL: "The page of the releases, for upgrade, if --base-url is not set.",
  SHELL: "The shell of completions install, if the command line names none.",
  XDG_CACHE_HOME: "The folder of caches, for the names in completion. (Default: ~/.cache)",
  XDG_CONFIG_HOME: "The folder of configurations, for doapi/config.json. (Default: ~/.config)",
  APPDATA: "The same on Windows.",
  XDG_STATE_HOME: "The folder of states, for the simulator's state. (Default: ~/.local/state)",
  LOCALAPPDATA: "The same on Windows.",
  HOME: "The folder of the file .doapi, which can hold the token.",
  USERPROFILE: "The same on Windows.",
  KUBECONFIG: "The file of kubectl, for kubernetes kubeconfig. (Default: ~/.kube/config)",
  DOCKER_CONFIG: "The folder of docker's configuration, for registry login. (Default: ~/.docker)",
  NO_PROXY: "Hosts to reach without a proxy, separated by commas; this machine always is one.",
  no_proxy: "The same, if the one before is not set.",
  DENO_CERT: "A file with further certificate authorities to trust, in PEM.",
  NODE_EXTRA_CA_CERTS: "The same, if the one before is not set.",
  DENO_TLS_CA_STORE: "Which authorities are trusted: mozilla (the default), system, or both.",
  SSL_CERT_FILE: "A file with the system's authorities, to trust as well.",
  SSL_CERT_DIR: "The same for a folder.",
  NO_COLOR: "With any value, print nothing in colour, unless --color says so.",
  FORCE_COLOR: "With any value but 0, print statuses in colour without a terminal, too.",
  TERM: "With dumb, print progress in lines instead of one that changes.",
};

/** The environment variables that the runtime below the CLI obeys. */
export const RUNTIME_ENVIRONMENT: Record<string, string> = {
  HTTPS_PROXY: "The proxy for https, such as http://proxy.example:3128; https_proxy, too.",
  HTTP_PROXY: "The proxy for http; http_proxy, too.",
  ALL_PROXY: "The proxy for both; all_proxy, too.",
  DENO_LOG: "With debug, the runtime logs its work on standard error.",
};

/** Both, in the order in which they are told. */
export const ALL_ENVIRONMENT: readonly (readonly [name: string, meaning: string])[] = Object
  .entries({ ...ENVIRONMENT, ...RUNTIME_ENVIRONMENT });

/** How things are named on the command line: what is written, and what it stands for. */
export const IDENTIFIERS: readonly [written: string, meaning: string][] = [
  ["3164494", "the droplet, image or key with this id; if there is none, the one with this name"],
  ["web-1", "the one with this name; if there are several, an error, unless -M takes them all"],
  ["debian-12-x64", "the image with this slug, else the one with this name"],
  ["3b:16:...", "the SSH key with this fingerprint, else the one with this name"],
  ["SHA256:...", "the same, as ssh-keygen prints fingerprints"],
  ["id:3164494", "the one with this id"],
  ["name:105", "the one with this name, though it looks like an id"],
  ["slug:...", "the image with this slug"],
  ["fingerprint:...", "the SSH key with this fingerprint"],
  ["tag:web", "every droplet with this tag"],
  ["203.0.113.7", "a floating IP; as a 32-bit integer, too: 3405803783"],
  ["-- -name", "after --, words that begin with a hyphen are arguments"],
];

/** How fields of the API are given as options, in `doapi api` and where things are made of them. */
export const FIELDS: readonly [written: string, meaning: string][] = [
  ["--size-gigabytes 10", "the field size_gigabytes: a hyphen for each underscore"],
  ["--vpc main", "the field vpc_uuid, which refers to another thing: its id or name"],
  ["--tag a --tag b", "the field tags, a list: its singular, once for each item"],
  ["--monitoring", "true; --no-monitoring is false"],
  ["--health-check protocol:http,port:80", "an object: the values of its fields"],
  ["sources:0.0.0.0/0+::/0", "several values of a field within an object"],
  ["sources.tags:web", "a field of a field"],
  ['name:"a,b"', "a value with a comma, or a plus sign in a list: in quotes, as in JSON"],
  ['--spec {"name": "web"}', "whatever is deeper: JSON or YAML"],
  ["--spec @FILE", "the same from a file; @- reads standard input"],
  ["--public-key @FILE", "text from a file; @@ begins text that begins with @"],
  ["--priority null", "null, where the API takes it"],
  ["--set NAME=VALUE", "any field, in dots if it is in another; VALUE as JSON if it is"],
  ["--data @FILE", "the whole body as JSON or YAML, to which the other options add"],
  ["--unchecked", "send values that do not fit the API's description, too"],
];

/** A topic of `doapi help`. */
interface Topic {
  about: string;
  rows: readonly (readonly [name: string, meaning: string])[];
}

/** The topics by their names. */
export const TOPICS: Readonly<Record<string, Topic>> = {
  "exit-codes": { about: "Exit codes of doapi", rows: EXIT_CODES },
  "environment": { about: "Environment variables", rows: ALL_ENVIRONMENT },
  "fields": { about: "How fields of the API are given as options", rows: FIELDS },
  "identifiers": { about: "How things are named on the command line", rows: IDENTIFIERS },
};

/** A topic as text: what it is about, and a line for each row. */
export function topic({ about, rows }: Topic): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, meaning]) => `  ${name.padEnd(width)}  ${meaning}\n`);
  return `${about}:\n\n${lines.join("")}`;
}
