import { SIZES } from "../seed/catalogue/sizes.ts";
import { arrayAnswer } from "../http/paging.ts";
import type { Route } from "../http/router.ts";
import { REGION_VIEWS } from "./views.ts";

/** The datacenters and what they offer. */
export const REGION_AND_SIZE_ROUTES: readonly Route[] = [
  {
    method: "GET",
    path: "/v2/regions",
    scope: "regions:read",
    handler: (c) => arrayAnswer(c, "regions", REGION_VIEWS, (region) => region),
  },
  {
    method: "GET",
    path: "/v2/sizes",
    scope: "sizes:read regions:read",
    handler: (c) => arrayAnswer(c, "sizes", SIZES, (size) => size),
  },
];
