import type { Kind } from "../kind.ts";
import { APP_ALERT } from "./alerts.ts";
import { APP } from "./apps.ts";
import { DEPLOYMENT } from "./deployments.ts";
import { JOB_INVOCATION } from "./invocations.ts";

/** App Platform. */
export const APP_KINDS: readonly Kind[] = [APP, APP_ALERT, DEPLOYMENT, JOB_INVOCATION];
