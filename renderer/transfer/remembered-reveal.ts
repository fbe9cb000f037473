import { createContext, useContext, useEffect, useRef, useState } from 'react';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import type { Problem } from '../../shared/problem.ts';

type Reveal = Ferry['remembered']['reveal'];

const RevealContext = createContext<Reveal | null>(null);

/** Gives the call that shows one remembered value; without it remembered values are used but never shown. */
export const RevealProvider = RevealContext.Provider;

/** A remembered value on screen for as long as its button is held. */
export interface HeldReveal {
  /** Whether there is a value to ask for. */
  readonly canAsk: boolean;
  /** SECURITY: in clear, only between `held` and `released`. */
  readonly value: string | null;
  readonly problem: Problem | null;
  held(): void;
  released(): void;
}

/** Asks for a remembered value while a button is held, and forgets it when the button is let go or the field goes. */
export function useHeldReveal(entry: string | null): HeldReveal {
  const reveal = useContext(RevealContext);
  const [value, setValue] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const asked = useRef(0);
  const released = (): void => {
    asked.current += 1;
    setValue(null);
  };
  useEffect(
    () => () => {
      asked.current += 1;
    },
    [],
  );
  return {
    canAsk: reveal !== null && entry !== null,
    value,
    problem,
    held() {
      if (reveal === null || entry === null) return;
      asked.current += 1;
      const mine = asked.current;
      setProblem(null);
      void reveal({ id: entry }).then((answer) => {
        // An answer that comes after the button was let go is not shown.
        if (mine !== asked.current) return;
        if (answer.ok) setValue(answer.value);
        else setProblem(answer.problem);
      });
    },
    released,
  };
}
