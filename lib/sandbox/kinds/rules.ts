import type { KindRules } from "../generic/load.ts";
import { kindAt } from "./mod.ts";
import { addKindSeeds, KIND_SEEDS } from "./seed.ts";

/** The rules of all kinds. */
export const KIND_RULES: KindRules = { kindAt, seeds: KIND_SEEDS, addSeeds: addKindSeeds };
