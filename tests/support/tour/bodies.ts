import { APPS_BODIES, APPS_PREPARED } from "./apps.ts";
import { DATABASES_BODIES } from "./databases.ts";
import { FUNCTIONS_BODIES } from "./functions.ts";
import { GENAI_BODIES, GENAI_PREPARED } from "./genai.ts";
import { INFERENCE_BODIES } from "./inference.ts";
import { KUBERNETES_BODIES, KUBERNETES_PREPARED } from "./kubernetes.ts";
import { MONITORING_BODIES, MONITORING_PREPARED } from "./monitoring.ts";
import { NETWORK_BODIES } from "./network.ts";
import { STORAGE_BODIES, STORAGE_PREPARED } from "./storage.ts";
import type { Bodies, Preparations } from "./types.ts";

/** The bodies of requests for which the description says too little. */
export const BODIES: Bodies = {
  ...GENAI_BODIES,
  ...INFERENCE_BODIES,
  ...MONITORING_BODIES,
  ...APPS_BODIES,
  ...KUBERNETES_BODIES,
  ...FUNCTIONS_BODIES,
  ...DATABASES_BODIES,
  ...STORAGE_BODIES,
  ...NETWORK_BODIES,
};

/** What has to be so before operations can be called well. */
export const PREPARED: Preparations = {
  ...GENAI_PREPARED,
  ...MONITORING_PREPARED,
  ...APPS_PREPARED,
  ...KUBERNETES_PREPARED,
  ...STORAGE_PREPARED,
};
