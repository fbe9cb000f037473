import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import '../look/tokens.css';
import '../look/base.css';
import { createStores, StoresProvider } from '../state/stores.ts';
import { AnswerBook } from '../transfer/answer-book.ts';
import { AnswerBookProvider } from '../transfer/use-plans.ts';
import { App } from './app.tsx';

/** Draws the window for one bridge. */
export function mount(ferry: Ferry, element: HTMLElement): void {
  const stores = createStores(ferry);
  createRoot(element).render(
    <StrictMode>
      <StoresProvider value={stores}>
        <AnswerBookProvider value={new AnswerBook()}>
          <App environments={ferry.environments} />
        </AnswerBookProvider>
      </StoresProvider>
    </StrictMode>,
  );
}
