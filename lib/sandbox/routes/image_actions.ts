import { startAction } from "../rules/actions.ts";
import { findRegion } from "../seed/catalogue/regions.ts";
import { unprocessable } from "../http/errors.ts";
import type { Answer, Context, Route } from "../http/router.ts";
import { requiredString } from "../http/validate.ts";
import { actionView } from "./views.ts";
import { getActionOf, listActionsOf } from "./actions.ts";
import { imageOf, privateImageOf } from "./images.ts";

function act(c: Context): Answer {
  const image = privateImageOf(c);
  const type = requiredString(c.body, "type");
  if (image.status !== "available") throw unprocessable("Image is not available yet.");
  let region = image.regions[0] ?? null;
  if (type === "transfer") {
    region = requiredString(c.body, "region");
    if (findRegion(region)?.available !== true) {
      throw unprocessable("You specified an invalid region for image transfer.");
    }
    if (image.regions.includes(region)) {
      throw unprocessable("Image is already available in that region.");
    }
  } else if (type !== "convert") {
    throw unprocessable(`Type ${JSON.stringify(type)} is not a valid image action.`);
  } else if (image.type !== "backup") {
    throw unprocessable("Only a backup can be converted to a snapshot.");
  }
  const action = startAction(c.store, {
    type,
    resource_type: "image",
    resource_id: image.id,
    region,
    params: { region },
  });
  return { status: 201, body: { action: actionView(action) } };
}

/** Actions on images: transfer to another region, convert a backup to a snapshot. */
export const IMAGE_ACTION_ROUTES: readonly Route[] = [
  {
    method: "GET",
    path: "/v2/images/{image_id}/actions",
    scope: "image:read",
    handler: (c) => listActionsOf(c, "image", imageOf(c).id),
  },
  { method: "POST", path: "/v2/images/{image_id}/actions", scope: "image:update", handler: act },
  {
    method: "GET",
    path: "/v2/images/{image_id}/actions/{action_id}",
    scope: "image:read",
    handler: (c) => getActionOf(c, "image", imageOf(c).id),
  },
];
