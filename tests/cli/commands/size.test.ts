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

const SIZES = {
  request: "GET /v2/sizes?per_page=200",
  reply: {
    sizes: [
      { slug: "s-1", price_monthly: 4, regions: ["fra1", "nyc3"] },
      { slug: "s-1-amd", price_monthly: 7, regions: ["nyc3"] },
      { slug: "gpu-1", price_monthly: 900, regions: ["fra1"] },
    ],
  },
};

for (
  const [options, out] of [
    ["--region fra1", "s-1\ngpu-1\n"],
    ["--max-price 7", "s-1\ns-1-amd\n"],
    ["--max-price 6.99 --region nyc3", "s-1\n"],
    ["--architecture amd", "s-1-amd\n"],
    ["--architecture GPU", "gpu-1\n"],
    ["--architecture intel", ""],
    ["--region nyc3 --filter slug=*amd --limit 1", "s-1-amd\n"],
  ] as const
) {
  prints({ line: `size ${options} -o tsv --columns slug`, answers: SIZES, out });
}

prints({
  line: "size --region nyc33",
  answers: SIZES,
  out: "",
  code: 1,
  err: "doapi: 'nyc33': no such region; perhaps nyc3\n",
});

refuses({
  "size --architecture arm": [2, /must be one of amd, intel, gpu, but got "arm"/],
  "size --max-price cheap": [2, /^Usage: .*\ndoapi: .*--max-price/],
});
