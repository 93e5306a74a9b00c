export { fillPath } from "../core/path.ts";
