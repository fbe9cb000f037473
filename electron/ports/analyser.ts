import type { ProfileDocument } from '../../shared/profile/document.ts';
import type { Hole } from '../../shared/profile/holes.ts';
import type { PackRules } from '../../shared/profile/pack-rules.ts';
import type { ProfileEdit } from '../../shared/profile/source/edit-shapes.ts';
import type { InspectedLayer, Inspection } from '../../shared/profile/source/inspection.ts';
import type { ProfileFormat } from '../../shared/profile/source/profile-source.ts';
import type { SecretHit } from '../../shared/profile/source/secret-guard.ts';
import type { Result } from '../../shared/result.ts';
import type { EditedText, TextReading } from '../../shared/transfer/text-reading.ts';

export interface OpenedProfile {
  readonly format: ProfileFormat;
  readonly document: ProfileDocument;
}

/** What a row of a folder shows of a file. */
export interface ProfileFacts {
  readonly format: ProfileFormat;
  readonly name: string;
  readonly version: string;
  /** cluster, infra, add-on, system; unknown words stay as they came, and so does nothing. */
  readonly type: string;
  readonly cloudType: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Stack order. */
  readonly layers: readonly { readonly name: string; readonly layer: string; readonly version: string }[];
  readonly holes: number;
}

/** What a document asks of whoever imports it. */
export interface ProfileSurvey {
  readonly holes: readonly Hole[];
  /** Names of the custom macros that are used outside comments, each once. */
  readonly macros: readonly string[];
  /** Digest of the whole document, whatever the order of its members. */
  readonly mark: string;
}

/** Told in this order: opened, the layers in the order of the stack, done. */
export interface AnalysisListener {
  opened?(profile: OpenedProfile): void;
  layer?(layer: InspectedLayer): void;
}

/**
 * Reads files of unknown origin where they can do no harm. Bytes come as a file holds them; the failures are
 * `profile-unreadable` (`too-large` where reading took longer than anybody waits), and `unexpected` when nothing answers.
 */
export interface AnalyserPort {
  /** Reads and inspects a file, layer by layer. A layer that takes too long is told as not checked. */
  analyse(bytes: Uint8Array, wasMasked: readonly Hole[], listener: AnalysisListener): Promise<Result<Inspection>>;
  /** Layers by their positions, as they are after the edits. Layers of one name are asked for together: their holes share names. */
  layers(
    bytes: Uint8Array,
    edits: readonly ProfileEdit[],
    layers: readonly number[],
  ): Promise<Result<readonly InspectedLayer[]>>;
  /**
   * What is to be filled in a document and what it refers to. For documents of any size, off the asking process. `rules`:
   * of its packs, where they are known.
   */
  survey(document: ProfileDocument, rules?: PackRules): Promise<Result<ProfileSurvey>>;
  /** What planning needs to know of a text that is being edited. */
  text(text: EditedText): Promise<Result<TextReading>>;
  facts(bytes: Uint8Array): Promise<Result<ProfileFacts>>;
  /** The file's bytes after the edits, in its own format or another. `edit-outdated` and `value-unusable` as in `applyEdits`. */
  edit(
    bytes: Uint8Array,
    edits: readonly ProfileEdit[],
    format: ProfileFormat | null,
  ): Promise<Result<OpenedProfile & { readonly bytes: Uint8Array }>>;
  /** What would leave as a plain-text secret if the file were saved with the edits. */
  secrets(
    bytes: Uint8Array,
    edits: readonly ProfileEdit[],
    wasMasked: readonly Hole[],
  ): Promise<Result<readonly SecretHit[]>>;
  /** A new file of a document. */
  write(document: ProfileDocument, format: ProfileFormat): Promise<Result<Uint8Array>>;
}
