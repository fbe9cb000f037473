import { FileJson2 } from 'lucide-react';
import type { DragEvent } from 'react';
import styles from './document-screen.module.css';

export interface FileHandleProps {
  readonly name: string;
  /** What is on disk is what is on screen. */
  readonly isSaved: boolean;
  readonly onDraggedOut: () => void;
}

/** The picture of the file. Once saved, it can be dragged to another program; *Save as* is the same by keyboard. */
export function FileHandle({ name, isSaved, onDraggedOut }: FileHandleProps) {
  const began = (event: DragEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    onDraggedOut();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only a pointer drags out of a window; Save as is the way by keyboard
    <span
      className={styles.headIcon}
      draggable={isSaved}
      onDragStart={isSaved ? began : undefined}
      title={
        isSaved ? `Drag ${name} to another program` : 'Saved, the file can be dragged from here to another program'
      }
      data-file-handle
    >
      <FileJson2 size={16} aria-hidden />
    </span>
  );
}
