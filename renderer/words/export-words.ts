import type { ExportFormat } from '../../shared/bridge/exports.ts';
import { assertNever } from '../../shared/result.ts';
import type { ProfileExport } from '../state/exports-store.ts';
import { problemWords } from './problem-words.ts';

export const formatWords: Readonly<Record<ExportFormat, string>> = {
  own: 'As they are',
  json: 'JSON',
  yaml: 'YAML',
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
    case 'CANCELLED':
      return 'Cancelled, nothing was written';
    default:
      return assertNever(stage);
  }
}
