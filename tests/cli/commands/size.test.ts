import { prints, refuses, sends } from "../../support/tables.ts";

sends({ "size": ["GET /v2/sizes?per_page=200"] });

refuses({ "size extra": [2, /^Usage: .*\ndoapi: No arguments allowed/] });

prints(
  {
    line: "size",
    answers: {
      request: "GET /v2/sizes?per_page=200",
      reply: '{"sizes":[{"slug":"x","available":true,"price_hourly":0.0070}]}',
    },
    out: `[
    {
        "available": true,
        "price_hourly": 0.0070,
        "slug": "x"
    }
]
`,
  },
  {
    line: "size",
    answers: { request: "GET /v2/sizes?per_page=200", reply: { sizes: [] } },
    out: "[]\n",
  },
);
