import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import '../look/tokens.css';
import '../look/base.css';
import { askBeginning, createStores, openPanes, StoresProvider } from '../state/stores.ts';
import { AnswerBook } from '../transfer/answer-book.ts';
import { keepAnswers } from '../transfer/answer-keeper.ts';
import { RevealProvider } from '../transfer/remembered-reveal.ts';
import { AnswerBookProvider } from '../transfer/use-answer-book.ts';
import { App } from './app.tsx';
import { NotDrawn } from './not-drawn.tsx';

/** Draws the window for one bridge, once it knows what it begins with: drawn before, it would be drawn again at once. */
export async function mount(ferry: Ferry, element: HTMLElement): Promise<void> {
  const stores = createStores(ferry);
  const book = new AnswerBook(ferry.transfers.readText);
  const keepNow = keepAnswers({
    drafts: ferry.drafts,
    book,
    transfers: stores.transfers,
    told: (problem) => stores.notices.getState().told(problem),
  });
  window.addEventListener('pagehide', keepNow);
  await askBeginning(stores);
  const reading = openPanes(stores);
  createRoot(element).render(
    <StrictMode>
      <StoresProvider value={stores}>
        <AnswerBookProvider value={book}>
          <RevealProvider value={ferry.remembered.reveal}>
            <NotDrawn app={ferry.app}>
              <App environments={ferry.environments} events={ferry.events} reading={reading} />
            </NotDrawn>
          </RevealProvider>
        </AnswerBookProvider>
      </StoresProvider>
    </StrictMode>,
  );
}
