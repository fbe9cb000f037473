import type { Problem } from '../problem.ts';
import type { Way } from './way.ts';

/** One path that differs between what was sent and what the target holds. Values of holes never appear. */
export interface Difference {
  /** Human-readable: `layers / nginx / values / controller.replicas` as members, outermost first. */
  readonly path: readonly string[];
  readonly kind: 'missing' | 'added' | 'changed';
  /** Short, plain text of both sides; null where a side has none or it may be a secret. */
  readonly sent: string | null;
  readonly found: string | null;
}

/** What reading back showed. */
export interface Proof {
  /**
   * not-read: the profile was written, but reading it back failed or was cancelled; `TransferOutcome.proofProblem` says
   * which. Whether its variables arrived was not looked at then either.
   */
  readonly verdict: 'identical' | 'identical-except-masked' | 'differs' | 'not-read';
  /** Paths whose value cannot be read back because the target masks it: filled in, or copied by Palette. */
  readonly masked: readonly (readonly string[])[];
  readonly differences: readonly Difference[];
  readonly layers: number;
}

/** A proof in numbers alone: no path, no value. */
export interface ProofSummary extends Pick<Proof, 'verdict' | 'layers'> {
  readonly masked: number;
  readonly differences: number;
  /** The person stopped the reading back. */
  readonly isStopped: boolean;
}

/** What of a proof can be told without showing the profile. */
export function summedUp({ proof, proofProblem }: Pick<TransferOutcome, 'proof' | 'proofProblem'>): ProofSummary {
  return {
    verdict: proof.verdict,
    layers: proof.layers,
    masked: proof.masked.length,
    differences: proof.differences.length,
    isStopped: proofProblem?.kind === 'cancelled',
  };
}

/** How a confirmed transfer ended. Problems of a transfer come as `Result` failures. */
export interface TransferOutcome {
  readonly way: Way;
  readonly uid: string;
  readonly name: string;
  readonly version: string;
  /** As the target says it is; where it could not be asked, as it was asked for. */
  readonly published: boolean;
  /**
   * not-asked: a clone may be published all the same, by Palette itself · afterwards: the server left a draft, and
   * publishing it was asked for once more · failed: it still is a draft, and `publishProblem` says why · not-looked: it
   * was asked for, and what became of it was not learnt.
   */
  readonly publishing: 'not-asked' | 'at-once' | 'afterwards' | 'failed' | 'not-looked';
  readonly publishProblem: Problem | null;
  /** 'found': the answer was lost and the profile was found in the target afterwards. */
  readonly settled: 'answered' | 'found';
  readonly createdMacros: readonly string[];
  /** Layers that were edited by hand in the review, in no order: what was sent is not what the source has there. */
  readonly editedLayers: readonly string[];
  /** Profile variables that the server dropped or changed on import and that were put right afterwards. */
  readonly repairedVariables: readonly string[];
  /** Why variables could not be put right; they stand among the differences. */
  readonly repairProblem: Problem | null;
  readonly proof: Proof;
  readonly proofProblem: Problem | null;
}

/** The steps of `transfers.run` in order, as the tray and the sheet show them. */
export const transferSteps = [
  'reading-source',
  'checking-target',
  'creating-macros',
  'importing',
  'reading-back',
  'comparing',
] as const;
export type TransferStep = (typeof transferSteps)[number];
