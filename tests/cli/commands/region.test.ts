import { prints, refuses, sends } from "../../support/tables.ts";

sends({ "region": ["GET /v2/regions?per_page=200"] });

refuses({ "region extra": [2, /^Usage: .*\ndoapi: No arguments allowed/] });

prints(
  {
    line: "region",
    answers: {
      request: "GET /v2/regions?per_page=200",
      reply: '{"regions":[{"slug":"x","available":true,"price_hourly":0.0070}]}',
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
    line: "region",
    answers: { request: "GET /v2/regions?per_page=200", reply: { regions: [] } },
    out: "[]\n",
  },
);
