import { useEffect, useRef, useState } from 'react';
import type { Address } from './use-address';
import { useSettled } from './use-settled';

interface Typed {
  readonly text: string;
  readonly setText: (text: string) => void;
  /** As it is once its writer pauses. */
  readonly settled: string;
}

/** What somebody types into a search goes to the address when they pause, and follows where the address leads. */
export function useTyped({ get, set }: Address, name = 'q'): Typed {
  const given = get(name) ?? '';
  const [text, setText] = useState(given);
  const settled = useSettled(text);
  const put = useRef(given);
  useEffect(() => {
    put.current = settled;
    set({ [name]: settled });
  }, [name, settled, set]);
  useEffect(() => {
    // What was put there comes back a moment later, when more may have been typed.
    if (given === put.current) return;
    put.current = given;
    setText(given);
  }, [given]);
  return { text, setText, settled };
}
