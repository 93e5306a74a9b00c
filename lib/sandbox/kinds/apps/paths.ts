import { notFound } from "../../http/errors.ts";
import type { Context } from "../../http/router.ts";
import type { ResourceRecord } from "../../state/resources.ts";

/** Where apps are kept. */
export const APPS = "/v2/apps";

/**
 * The app that a path goes through.
 *
 * @throws {ApiError} 404 if it is not there.
 */
export function appNamed({ store, params }: Context): ResourceRecord {
  const app = store.resources.in(APPS).named(params.app_id as string);
  if (app === undefined) throw notFound();
  return app;
}
