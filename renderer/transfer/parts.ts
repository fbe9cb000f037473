import type { Check, TransferPlan } from '../../shared/transfer/plan.ts';

export const sheetParts = ['values', 'checks', 'repositories', 'confirm', 'proof'] as const;
export type SheetPart = (typeof sheetParts)[number];

export const partNames: Readonly<Record<SheetPart, string>> = {
  values: 'Values',
  checks: 'Checks',
  repositories: 'Repositories',
  confirm: 'Confirm',
  proof: 'Proof',
};

/** Whether a check stops the import as it stands. */
export function stopsImport(check: Check): boolean {
  return check.state === 'open' || check.state === 'refused' || check.state === 'unknown';
}

/** The part of the sheet where a check is answered. */
export function partOf(check: Check): 'values' | 'checks' | 'repositories' {
  if (check.about === 'masked-value' || check.about === 'edited-text') return 'values';
  if (check.about === 'pack' && check.finding === 'several-registries') return 'repositories';
  return 'checks';
}

/** What stops the import, in the order of the parts in which it is answered. */
export function stoppingChecks(plan: TransferPlan): readonly Check[] {
  const stopping = plan.checks.filter(stopsImport);
  return sheetParts.flatMap((part) => stopping.filter((check) => partOf(check) === part));
}

/** How many points are open in each part. */
export function openByPart(plan: TransferPlan): Readonly<Record<'values' | 'checks' | 'repositories', number>> {
  const open = { values: 0, checks: 0, repositories: 0 };
  for (const check of plan.checks) if (stopsImport(check)) open[partOf(check)] += 1;
  return open;
}

/** The part to go on with after one: the next with something open, else the confirmation. */
export function nextPart(part: SheetPart, plan: TransferPlan | undefined): SheetPart {
  const open = plan === undefined ? null : openByPart(plan);
  const ahead = sheetParts.slice(sheetParts.indexOf(part) + 1);
  const found = ahead.find((one) => one === 'confirm' || one === 'proof' || open === null || open[one] > 0);
  return found === undefined || found === 'proof' ? 'confirm' : found;
}

/** Where to begin: the first part with something open, else the confirmation. */
export function firstPart(plan: TransferPlan): SheetPart {
  const open = openByPart(plan);
  if (open.values > 0) return 'values';
  if (open.checks > 0) return 'checks';
  return open.repositories > 0 ? 'repositories' : 'confirm';
}
