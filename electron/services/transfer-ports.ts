import type { FerryEvent } from '../../shared/bridge/events.ts';
import type { RunRequest } from '../../shared/bridge/ferry.ts';
import type { EnvironmentPlace } from '../../shared/place.ts';
import type { ProfileDocument } from '../../shared/profile/document.ts';
import type { Result } from '../../shared/result.ts';
import type { Decision } from '../../shared/transfer/decision.ts';
import type { TransferMaterial } from '../../shared/transfer/plan.ts';
import type { TransferOutcome } from '../../shared/transfer/proof.ts';
import type { TransferRequest } from '../../shared/transfer/request.ts';
import type { RememberedUse } from '../../shared/transfer/reviewed.ts';
import type { EditedText, TextReading } from '../../shared/transfer/text-reading.ts';
import type { CloneJob } from './clone-once.ts';
import type { ImportJob } from './import-once.ts';
import type { Journal } from './journal.ts';
import type { MacroEnd, MacroToCreate } from './macro-once.ts';
import type { ReadBack, ReadBackHow } from './read-back.ts';
import type { Settled } from './write-once.ts';

/** What a transfer reads and writes, at one place. The Palette client stands behind it. */
export interface TransferPorts {
  /**
   * Reads the source document and the facts of the target side by side; writes nothing. `afresh`: nothing that decides
   * is answered from memory.
   */
  readonly gather: (
    request: TransferRequest,
    signal: AbortSignal,
    afresh: boolean,
  ) => Promise<Result<TransferMaterial>>;
  /** Reads a text that is being edited, off this process. */
  readonly readText: (text: EditedText) => Promise<Result<TextReading>>;
  /** The target's judgement of what is about to be sent; writes nothing. `filled`: what its words must not repeat. */
  readonly checkImport: (
    target: EnvironmentPlace,
    sent: { readonly document: ProfileDocument; readonly filled: readonly string[] },
  ) => Promise<Result<null>>;
  /** The same of a clone, of which only name, version and scope are sent. */
  readonly checkClone: (
    target: EnvironmentPlace,
    clone: Pick<CloneJob, 'source' | 'document'>,
  ) => Promise<Result<null>>;
  /** Not stopped half-way by a cancellation: what became of it could not be told. */
  readonly createMacro: (target: EnvironmentPlace, macro: MacroToCreate) => Promise<Result<MacroEnd>>;
  /** Look, write once, on doubt look again. */
  readonly importOnce: (target: EnvironmentPlace, job: Omit<ImportJob, 'scope'>) => Promise<Result<Settled>>;
  readonly cloneOnce: (target: EnvironmentPlace, job: Omit<CloneJob, 'scope'>) => Promise<Result<Settled>>;
  /** Reads a profile the way the source was read, and puts right what the server dropped, until the signal stops it. */
  readonly readBack: (
    target: EnvironmentPlace,
    uid: string,
    sent: ProfileDocument,
    how: ReadBackHow,
  ) => Promise<ReadBack>;
  readonly isUnlocked: (environmentId: string) => boolean;
  /** Name and class of an environment; null when it is not known (any more). */
  readonly environment: (id: string) => { readonly name: string; readonly isProduction: boolean } | null;
  /** These values of earlier imports, by hole id; without those that are not kept for the target any more. */
  readonly rememberedValues: (
    request: TransferRequest,
    uses: readonly RememberedUse[],
  ) => Promise<ReadonlyMap<string, string>>;
  /** Keeps the answers that led to a write, `taken`: the remembered values in it. Failing to is told in the log and stops nothing. */
  readonly remember: (
    request: TransferRequest,
    material: TransferMaterial,
    decisions: readonly Decision[],
    taken: ReadonlyMap<string, string>,
  ) => Promise<void>;
  /** The transfer is imported: its draft has served. */
  readonly imported: (request: TransferRequest) => Promise<void>;
  /** Hears how a confirmed transfer ended, before whoever confirmed it does. */
  readonly ended: (request: RunRequest, answer: Result<TransferOutcome>) => Promise<void>;
  readonly journal: Journal;
  readonly emit: (event: FerryEvent) => void;
}
