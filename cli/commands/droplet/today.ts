import { operations } from "../../base/operation/leaf.ts";

/** Commands for droplets that the manual of 2016 does not have. */
export const TODAY = operations({
  firewalls: ["droplets_list_firewalls", "List the firewalls of a droplet.", {
    columns: ["id", "name", "status"],
  }],
  "backup-policy": ["droplets_get_backup_policy", "Show when a droplet is backed up."],
  "backup-policies": ["droplets_list_backup_policies", "List when droplets are backed up."],
  "supported-backup-policies": [
    "droplets_list_supported_backup_policies",
    "List when droplets can be backed up.",
    { columns: ["name", "possible_window_starts", "window_length_hours", "retention_period_days"] },
  ],
  "change-backup-policy": ["dropletActions_post", "Change when a droplet is backed up.", {
    fixed: { type: "change_backup_policy" },
    example: "web-1 --backup-policy plan:weekly,weekday:SUN,hour:20 --wait",
    acts: true,
  }],
  "act-tagged": ["dropletActions_post_byTag", "Start an action on all droplets with a tag.", {
    args: ["tag_name", "type"],
    example: "web reboot",
    key: "actions",
  }],
  "delete-tagged": ["droplets_destroy_byTag", "Delete all droplets with a tag.", {
    args: ["tag_name"],
    example: "web",
  }],
  "associated-resources": [
    "droplets_list_associatedResources",
    "List the resources that remain if a droplet is deleted.",
  ],
  "delete-selected": [
    "droplets_destroy_withAssociatedResourcesSelective",
    "Delete a droplet with some of the resources that belong to it.",
    { example: "web-1 --volume data" },
  ],
  "delete-everything": [
    "droplets_destroy_withAssociatedResourcesDangerous",
    "Delete a droplet with all resources that belong to it.",
    { example: "web-1 --x-dangerous" },
  ],
  "delete-status": [
    "droplets_get_DestroyAssociatedResourcesStatus",
    "Show the progress of the deletion of a droplet and its resources.",
  ],
  "retry-delete": [
    "droplets_destroy_retryWithAssociatedResources",
    "Retry the deletion of a droplet and its resources.",
  ],
});
