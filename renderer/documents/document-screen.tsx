import { Redo2, Undo2 } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ToggleButton } from 'react-aria-components';
import { versionOf } from '../../shared/profile/document.ts';
import type { SecretFieldHandle } from '../editor/secret-field.tsx';
import type { OpenDocument } from '../state/documents-store.ts';
import { useFrom, useStores } from '../state/stores.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Notice } from '../ui/notice.tsx';
import { Badge } from '../ui/pieces.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { ChangesView } from './changes/changes-view.tsx';
import { CopyNotice } from './copy-notice.tsx';
import own from './document-screen.module.css';
import styles from './documents.module.css';
import type { EditPlace } from './edits/edit-history.ts';
import { FileHandle } from './file-handle.tsx';
import { Findings } from './findings.tsx';
import { GuardSheet } from './guard-sheet.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { LayerList } from './layer-list.tsx';
import { LayerView } from './layer-view.tsx';
import { placeOfEdit, placeOfHole } from './places.ts';
import { ProfileView } from './profile-view.tsx';
import { RawView } from './raw-view.tsx';
import { useCopyGuard } from './use-copy-guard.ts';
import { nextOpen, useDocument } from './use-document.ts';
import { useImport } from './use-import.ts';
import { useSaving } from './use-saving.ts';

/** A profile file: its layers, its texts, what is wrong with it, and its masked values to fill in. */
export function DocumentScreen({ document }: { readonly document: OpenDocument }) {
  const stores = useStores();
  const working = useDocument(stores.documents, document);
  const saving = useSaving(stores.documents, working);
  const importing = useImport(working);
  const field = useRef<SecretFieldHandle>(null);
  const goesToField = useRef(false);
  const [isComparing, setComparing] = useState(false);
  const { book, profile, place, go, holes } = working;
  const { file, disk } = document;
  const name = file.name === '' ? 'Pasted profile' : file.name;
  const profileName = `${profile.metadata.name} ${versionOf(profile)}`;

  useEffect(() => {
    const cameBack = stores.documents.getState().cameBack;
    window.addEventListener('focus', cameBack);
    return () => window.removeEventListener('focus', cameBack);
  }, [stores]);
  // The field of another hole is there only after the next render.
  useEffect(() => {
    if (place.hole === null || !goesToField.current) return;
    goesToField.current = false;
    field.current?.focus();
  }, [place]);
  // What somebody leads to is shown in its place.
  useEffect(() => {
    if (place.hole !== null || place.line > 0 || place.field !== undefined) setComparing(false);
  }, [place]);
  const chosen = useCallback(
    (hole: string): void => {
      const found = holes.find(({ id }) => id === hole);
      if (found === undefined) return;
      goesToField.current = true;
      go(placeOfHole(found));
    },
    [holes, go],
  );
  const onward = (step: 1 | -1): void => {
    const next = nextOpen(working, place.hole, step);
    if (next !== null) chosen(next.id);
  };
  const stepped = (edit: EditPlace | null): void => {
    if (edit?.kind === 'hole') chosen(edit.hole);
    else if (edit !== null) go(placeOfEdit(edit, book));
  };
  const undo = () => stepped(book.undo());
  const redo = () => stepped(book.redo());
  const keyed = (event: KeyboardEvent): void => {
    const mod = (event.ctrlKey || event.metaKey) && !event.altKey;
    const key = event.key.toLowerCase();
    if (event.key === 'F8' && !mod) onward(event.shiftKey ? -1 : 1);
    else if (mod && key === 's') {
      fieldSettled(event.target);
      void saving.begin(event.shiftKey ? 'save-as' : 'save');
    } else if (mod && (key === 'z' || key === 'y') && !isEditing(event.target)) {
      if (key === 'y' || event.shiftKey) redo();
      else undo();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  // On the whole window: a button that was pressed and can be pressed no more has lost the keyboard to nobody.
  const heard = useRef(keyed);
  useEffect(() => {
    heard.current = keyed;
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => {
      if (window.document.querySelector('[role$="dialog"]') === null) heard.current(event);
    };
    window.addEventListener('keydown', listener, true);
    return () => window.removeEventListener('keydown', listener, true);
  }, []);

  const draggedOut = async (id: string): Promise<void> => {
    const answer = await stores.documents.getState().draggedOut({ kind: 'open-file', file: id });
    if (!answer.ok) stores.notices.getState().told(answer.problem);
  };
  const savesFirst = useFrom(stores.documents, (state) => state.afterSaving !== null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each time it is asked
  useEffect(() => {
    if (savesFirst) void saving.begin('save');
  }, [savesFirst]);
  const saveMine = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The notice may have stood there before: who saves is led to what there is to decide.
    if (saving.heldBack > 0) saveMine.current?.focus();
  }, [saving.heldBack]);
  const copying = useCopyGuard(working);
  const shown = { working, field, chosen, onDone: () => onward(1), undo, redo };
  return (
    <section
      className={own.screen}
      aria-label={`File ${name}`}
      onCopy={copying.onCopy}
      onCut={copying.onCopy}
      onDragStart={copying.onDragStart}
    >
      <header className={own.head}>
        <FileHandle
          name={name}
          isSaved={!working.isChanged && file.name !== ''}
          onDraggedOut={() => void draggedOut(file.id)}
        />
        <div className={own.headWords}>
          <h2 className={own.headName} title={name} data-selectable>
            {name}
          </h2>
          {working.isChanged ? (
            <Badge tone="warn">
              {document.keptWhere === 'this-run-only' ? 'not saved · this run only' : 'not saved'}
            </Badge>
          ) : null}
          <span className={own.headProfile} title={profileName} data-selectable>
            {profileName}
          </span>
        </div>
        <IconButton label="Undo" isDisabled={!working.canUndo} onPress={undo}>
          <Undo2 size={14} aria-hidden />
        </IconButton>
        <IconButton label="Redo" isDisabled={!working.canRedo} onPress={redo}>
          <Redo2 size={14} aria-hidden />
        </IconButton>
        <ToggleButton className={cx(styles.toggle)} isSelected={isComparing} onChange={setComparing}>
          Changes
        </ToggleButton>
        <Button
          look={working.isChanged ? 'primary' : 'plain'}
          isDisabled={saving.isBusy || (!working.isChanged && file.name !== '')}
          onPress={() => void saving.begin('save')}
        >
          Save
        </Button>
        <Button isDisabled={saving.isBusy} onPress={() => void saving.begin('save-as')}>
          Save as…
        </Button>
        <Button onPress={importing.asked}>Import…</Button>
        <Button look="quiet" onPress={() => stores.documents.getState().closeAsked()}>
          Close file
        </Button>
      </header>
      <CopyNotice {...copying} />
      {disk === 'same' ? null : (
        <Notice
          kind="warn"
          live
          title={disk === 'gone' ? `${name} is not there any more` : `${name} was changed by another program`}
          actions={
            <>
              {disk === 'gone' ? null : (
                <Button onPress={() => void stores.documents.getState().reloadAsked()}>Reload</Button>
              )}
              <Button ref={saveMine} onPress={() => void saving.begin('save', true)}>
                Save mine
              </Button>
              <Button look="quiet" onPress={() => stores.documents.getState().diskIgnored()}>
                Not now
              </Button>
            </>
          }
        >
          {disk === 'gone'
            ? 'What you see is still complete. Saving writes the file again.'
            : 'Reloading shows what is on disk and drops what you changed; saving replaces it with what you see.'}
        </Notice>
      )}
      {saving.problem === null ? null : (
        <ProblemNotice
          problem={saving.problem}
          note={
            saving.keepsFixes
              ? 'Nothing was written. You typed on meanwhile, so your answers about secrets were kept; undo takes them back.'
              : 'Nothing was written; what you changed is still here.'
          }
          actions={<Button onPress={saving.problemRead}>Close</Button>}
        />
      )}
      {importing.problem === null ? null : (
        <ProblemNotice
          problem={importing.problem}
          note="Nothing was imported; what you typed is still here."
          actions={<Button onPress={importing.problemRead}>Close</Button>}
        />
      )}
      {importing.isAsked ? (
        <ImportDialog
          name={profileName}
          isBusy={importing.isBusy}
          onChosen={(target) => void importing.chosen(target)}
          onClose={importing.cancelled}
        />
      ) : null}
      {document.notInspected === null ? null : <ProblemNotice problem={document.notInspected} />}
      <div className={own.body}>
        <LayerList working={working} />
        <div className={own.main}>
          {isComparing ? (
            <ChangesView working={working} />
          ) : place.raw === true ? (
            <RawView store={stores.documents} working={working} />
          ) : place.layer === null ? (
            <ProfileView {...shown} />
          ) : (
            <LayerView {...shown} layer={place.layer} />
          )}
        </div>
        <Findings working={working} onHole={chosen} />
      </div>
      {saving.asked === null ? null : (
        <GuardSheet
          hits={saving.asked.hits}
          typed={saving.asked.typed}
          onAnswered={saving.answered}
          onMasksKept={saving.asked.typed.size === 0 ? null : saving.masksKept}
          onCancel={saving.cancelled}
        />
      )}
    </section>
  );
}

/** Some fields are taken over when they are left: who saves from within one means what stands there. */
function fieldSettled(target: EventTarget | null): void {
  if (!(target instanceof HTMLElement) || !isEditing(target)) return;
  target.blur();
  target.focus();
}

/** In a field, undo takes back letters; in the editor it is the file's own. */
function isEditing(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea') !== null;
}
