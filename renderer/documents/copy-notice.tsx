import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { count, listed } from '../words/phrases.ts';
import type { CopyGuard } from './use-copy-guard.ts';

/** Tells what was masked in the clipboard, and lets a person insist. */
export function CopyNotice({ masked, read }: CopyGuard) {
  if (masked === null) return null;
  const all = [...new Set(masked.names)];
  const names = all.length > 4 ? [...all.slice(0, 3), 'others'] : all;
  return (
    <Notice
      kind="warn"
      live
      title={`${count(masked.names.length, 'value was', 'values were')} masked in what you copied`}
      actions={
        <>
          <Button onPress={() => void masked.asItIs()}>Copy as it is</Button>
          <Button look="quiet" onPress={read}>
            Keep it masked
          </Button>
        </>
      }
    >
      {`${listed(names)}: whoever gets the clipboard could read ${masked.names.length === 1 ? 'it' : 'them'}.`}
    </Notice>
  );
}
