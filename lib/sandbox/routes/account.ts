import type { Route } from "../http/router.ts";

/** The account itself. */
export const ACCOUNT_ROUTES: readonly Route[] = [
  {
    method: "GET",
    path: "/v2/account",
    scope: "account:read",
    handler: ({ store }) => {
      const { floating_ip_limit, ...account } = store.state.account;
      return {
        status: 200,
        body: {
          account: { ...account, floating_ip_limit, reserved_ip_limit: floating_ip_limit },
        },
      };
    },
  },
];
