/** The environment variables that the CLI reads, in the order in which they count. */
export const ENVIRONMENT: Record<string, string> = {
  DO_API_TOKEN: "The API token, if no option gives one.",
  DIGITALOCEAN_TOKEN: "The same, if the one before is not set.",
  DIGITALOCEAN_ACCESS_TOKEN: "The same, if the ones before are not set.",
  DO_API_ENDPOINT: "Where to send requests, if --endpoint does not say.",
  DIGITALOCEAN_API_URL: "The same, if the one before is not set.",
  DOAPI_SANDBOX: "With 1, every command uses the simulator, as with --sandbox.",
  DOAPI_SANDBOX_STATE: "Where the simulator keeps its state, if --sandbox-state does not say.",
  DOAPI_SANDBOX_ACTION_TIME: "Seconds until an action of the simulator completes. (Default: 2)",
  DOAPI_DEBUG: "With anything in it, every request is shown, as with --verbose.",
  DOAPI_CALLED_AS: "The name to go by instead of the one that the program was called by.",
  XDG_STATE_HOME: "The folder of states, for the simulator's. (Default: ~/.local/state)",
  LOCALAPPDATA: "The same on Windows.",
  HOME: "The folder in which the token is looked for, in a file named .doapi.",
  USERPROFILE: "The same on Windows.",
  NO_COLOR: "With anything in it, nothing is printed in colour.",
  TERM: "With dumb, progress is printed in lines instead of one that changes.",
};
