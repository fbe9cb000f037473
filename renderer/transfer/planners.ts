import type { TransferMaterial } from '../../shared/transfer/plan.ts';
import { createPlanner, type Planner } from '../../shared/transfer/planner.ts';

const planners = new WeakMap<TransferMaterial, Planner>();

/** The one planner of a material, as its source and target gave it: what it read is read once. */
export function plannerOf(material: TransferMaterial): Planner {
  const planner = planners.get(material) ?? createPlanner(material);
  planners.set(material, planner);
  return planner;
}
