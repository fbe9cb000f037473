import type { ExportFormat } from '../../shared/bridge/exports.ts';
import { assertNever } from '../../shared/result.ts';
import type { ProfileExport, TakenChoice } from '../state/exports-store.ts';
import { problemWords } from './problem-words.ts';

export const formatWords: Readonly<Record<ExportFormat, string>> = {
  own: 'As they are',
  json: 'JSON',
  yaml: 'YAML',
};

/** What becomes of a name that is taken. */
export const takenWords: Readonly<Record<TakenChoice, string>> = {
  'keep-both': 'Keep both',
  replace: 'Replace it',
  skip: 'Skip this one',
};

/** The same of all of them. */
export const allTakenWords: Readonly<Record<TakenChoice, string>> = {
  'keep-both': 'Keep both, numbered',
  replace: 'Replace all',
  skip: 'Skip those',
};

/** Where an export stands, in words. */
export function exportWords({ stage }: ProfileExport): string {
  switch (stage.kind) {
    case 'PLANNING':
      return 'Reading the profile';
    case 'PLAN_FAILED':
      return `Could not be read: ${problemWords(stage.problem).title}`;
    case 'REVIEWING':
      return 'Waiting for your answer';
    case 'QUEUED':
      return 'Waiting its turn';
    case 'RUNNING':
      return 'Writing the file';
    case 'DONE':
      return stage.isReplaced ? `Replaced ${stage.fileName}` : `Written as ${stage.fileName}`;
    case 'FAILED':
      return problemWords(stage.problem).title;
    case 'SKIPPED':
      return `Skipped: ${stage.fileName} stays as it is`;
    case 'CANCELLED':
      return 'Cancelled, nothing was written';
    default:
      return assertNever(stage);
  }
}
