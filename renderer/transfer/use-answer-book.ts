import { createContext, useContext } from 'react';
import { AnswerBook } from './answer-book.ts';

const BookContext = createContext<AnswerBook>(new AnswerBook());

/** Gives one answer book to every sheet. */
export const AnswerBookProvider = BookContext.Provider;

/** The answer book of this window. */
export function useAnswerBook(): AnswerBook {
  return useContext(BookContext);
}
