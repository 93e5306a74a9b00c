import { prints, refuses, sends } from "../../support/tables.ts";

sends({
  "account": [
    "GET /v2/account",
  ],
  "account -R": [
    "GET /v2/account",
  ],
});

refuses({
  "account --bogus": [2, /^Usage: .*\ndoapi: .*--bogus/],
  "account extra": [2, /^Usage: .*\ndoapi: .*doapi account/],
});

prints(
  {
    line: "account",
    answers: {
      request: "GET /v2/account",
      reply: { account: { uuid: "b6fr89dbf6d9156cace5f3c78dc9851d957381ef", droplet_limit: 25 } },
    },
    out: `{
    "droplet_limit": 25,
    "uuid": "b6fr89dbf6d9156cace5f3c78dc9851d957381ef"
}
`,
  },
  {
    line: "account --rate-limit",
    answers: {
      request: "GET /v2/account",
      reply: { account: {} },
      headers: { "RateLimit-Limit": "5000", "ratelimit-reset": "1415984218", "x-other": "1" },
    },
    out: `{
    "ratelimit-limit": "5000",
    "ratelimit-reset": "1415984218"
}
`,
  },
  {
    line: "account",
    answers: {
      request: "GET /v2/account",
      status: 401,
      reply: { id: "unauthorized", message: "Unable to authenticate you" },
    },
    out: "",
    code: 4,
    err:
      `doapi: Cannot fetch the account (GET /v2/account): 401 unauthorized: Unable to authenticate you
doapi: Create a token in the API section of DigitalOcean's control panel and pass it with --api-token or --api-token-file, in DO_API_TOKEN, or in ~/.doapi, or keep it with doapi auth login; or try --sandbox
`,
  },
);
