import { type Dispatch, type SetStateAction, useEffect, useMemo, useRef, useState } from 'react';
import { completeInspection } from '../../../shared/profile/source/inspect.ts';
import type { InspectedLayer } from '../../../shared/profile/source/inspection.ts';
import type { DocumentsStore, OpenDocument } from '../../state/documents-store.ts';
import type { DocumentPlace } from '../places.ts';
import type { EditBook } from './edit-book.ts';
import type { FileState } from './file-state.ts';
import { layersToRead, masksOfEdited, masksOfLayers } from './reading.ts';

interface Read {
  readonly of: EditBook;
  /** What the layers below were read of. */
  readonly state: FileState;
  /** Layers that were inspected again, by position. */
  readonly layers: ReadonlyMap<number, InspectedLayer>;
}

/**
 * How long nobody types before edited layers are read again, in milliseconds: who pauses for a moment in a long text does not
 * share the computer with what would be read in vain.
 */
function patience(state: FileState, layers: readonly number[]): number {
  const lengths = [...state.texts.values()].filter(({ address }) => layers.includes(address.pack));
  return 100 + lengths.reduce((sum, { length }) => sum + length, 0) / 1000;
}

/**
 * What is told of the file as it was edited: the analyser reads edited layers again, one question at a time, while the person
 * goes on. The place that is shown follows a hole to its new name.
 */
export function useReading(
  store: DocumentsStore,
  document: OpenDocument,
  book: EditBook,
  state: FileState,
  go: Dispatch<SetStateAction<DocumentPlace>>,
): OpenDocument {
  const { layers, whole, notInspected } = document;
  const first = useMemo<Read>(() => ({ of: book, state: book.opened(), layers: new Map() }), [book]);
  const [last, setRead] = useState(first);
  const read = last.of === book ? last : first;
  const isAsking = useRef(false);
  const [answers, setAnswers] = useState(0);

  useEffect(() => {
    book.read(masksOfLayers(layers, book.state()));
  }, [book, layers]);

  const isReady = whole !== null || notInspected !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was edited while a question was open is asked for after its answer
  useEffect(() => {
    const known = layers.map((layer) => read.layers.get(layer.at) ?? layer);
    const changed = () => layersToRead(book.document(), known, read.state, book.state());
    if (!isReady || isAsking.current || changed().length === 0) return;
    const told = (asked: FileState, found: readonly InspectedLayer[]): void => {
      isAsking.current = false;
      setAnswers((count) => count + 1);
      setRead({
        of: book,
        state: asked,
        layers: new Map([...read.layers, ...found.map((one) => [one.at, one] as const)]),
      });
      const renamed = book.read(masksOfEdited(found, asked, book.state()));
      if (renamed.size === 0) return;
      go((place) => {
        const hole = renamed.get(place.hole ?? '');
        return hole === undefined ? place : { ...place, hole };
      });
    };
    const ask = async (): Promise<void> => {
      const asked = book.state();
      const wanted = changed();
      if (isAsking.current || wanted.length === 0) return;
      isAsking.current = true;
      const answer = await store.getState().inspectAsked(book.maskedEdits(), wanted);
      told(asked, answer.ok ? answer.value : []);
    };
    const wait = patience(state, changed());
    let alarm = setTimeout(ask, wait);
    const stop = book.subscribe(() => {
      clearTimeout(alarm);
      alarm = setTimeout(ask, wait);
    });
    return () => {
      clearTimeout(alarm);
      stop();
    };
  }, [store, book, state, layers, isReady, read, answers, go]);

  return useMemo(() => {
    if (read.layers.size === 0 && state.about === first.state.about) return document;
    const now = layers.map((layer) => read.layers.get(layer.at) ?? layer);
    if (whole === null) return { ...document, layers: now };
    return { ...document, layers: now, whole: { ...completeInspection(book.document(), now), layers: [] } };
  }, [document, layers, whole, read, first, state.about, book]);
}
