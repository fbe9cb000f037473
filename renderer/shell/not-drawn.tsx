import { TriangleAlert } from 'lucide-react';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { type DrawingFailure, type Ferry, ownFrame } from '../../shared/bridge/ferry.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/pieces.tsx';
import styles from './app.module.css';

export interface NotDrawnProps {
  readonly app: Pick<Ferry['app'], 'reportFailure' | 'openLogFolder'>;
  readonly children: ReactNode;
}

interface NotDrawnState {
  readonly failed: boolean;
  readonly reference: string | null;
}

/**
 * Stands in for a window that could not be drawn. What it showed is kept by the stores above it, so that drawing it
 * again brings everything back.
 */
export class NotDrawn extends Component<NotDrawnProps, NotDrawnState> {
  override state: NotDrawnState = { failed: false, reference: null };

  static getDerivedStateFromError(): NotDrawnState {
    return { failed: true, reference: null };
  }

  override componentDidCatch(error: unknown, _info: ErrorInfo): void {
    void this.props.app.reportFailure(failureOf(error)).then((answer) => {
      if (answer.ok) this.setState({ reference: answer.value.reference });
    });
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    const { reference } = this.state;
    return (
      <div className={styles.app} data-app-state="not-drawn">
        <header className={styles.top}>
          <h1 className={styles.title}>Profile Ferry</h1>
        </header>
        <main className={styles.center}>
          <div role="alert">
            <EmptyState
              icon={<TriangleAlert size={24} />}
              title="This window could not be drawn"
              actions={
                <>
                  <Button look="primary" autoFocus onPress={() => this.setState({ failed: false, reference: null })}>
                    Draw it again
                  </Button>
                  <Button onPress={() => void this.props.app.openLogFolder()}>Open the log folder</Button>
                </>
              }
            >
              That is a fault of Profile Ferry. What you typed is still here, and transfers under way go on.
              {reference === null ? null : ` The log has it under ${reference}.`}
            </EmptyState>
          </div>
        </main>
      </div>
    );
  }
}

function failureOf(error: unknown): DrawingFailure {
  if (!(error instanceof Error)) return { error: 'unknown', frames: [] };
  const frames = (error.stack ?? '').split('\n').map((line) => line.trim());
  return {
    error: /^[A-Za-z]{1,64}$/.test(error.name) ? error.name : 'Error',
    frames: frames.filter((frame) => ownFrame.test(frame)).slice(0, 12),
  };
}
