import { useFrom, useStores } from '../state/stores.ts';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Space } from '../ui/pieces.tsx';
import { SheetFoot, SheetHead } from '../ui/sheet-parts.tsx';

/** Asks before typed values are lost. */
export function LeaveQuestion() {
  const { documents } = useStores();
  const { leaving, document, leaveAgreed, leaveRefused, leaveSaving } = useFrom(documents, (state) => state);
  if (leaving === null || document === null) return null;
  const name = document.file.name === '' ? 'the pasted profile' : document.file.name;
  return (
    <Sheet label="Changes not saved" isOpen onClose={leaveRefused} size="small" role="alertdialog">
      <SheetHead
        title={`What you changed in ${name} is not saved`}
        note="Going on without saving drops it; the file itself stays as it is."
      />
      <SheetFoot>
        <Button
          look="danger"
          onPress={async () => {
            await leaveAgreed();
            if (leaving === 'window') window.close();
          }}
        >
          Drop the changes
        </Button>
        <Space />
        <Button onPress={leaveRefused}>Keep working</Button>
        <Button look="primary" autoFocus onPress={leaveSaving}>
          {document.file.name === '' ? 'Save as…' : 'Save'}
        </Button>
      </SheetFoot>
    </Sheet>
  );
}
