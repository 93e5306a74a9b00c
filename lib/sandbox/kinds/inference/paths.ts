/** Where endpoints of dedicated inference are kept. */
export const ENDPOINTS = "/v2/dedicated-inferences";
