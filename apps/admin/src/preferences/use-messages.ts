import { useEffect, useState } from 'react';
import { type Language, loadMessages, type Messages } from './languages';

interface Texts {
  readonly language: Language;
  readonly messages: Messages;
}

/** The texts of a language; those of the one before until they are there, and nothing at the very beginning. */
export function useMessages(language: Language): Texts | undefined {
  const [texts, setTexts] = useState<Texts>();
  useEffect(() => {
    let isWanted = true;
    void loadMessages[language]().then((messages) => isWanted && setTexts({ language, messages }));
    return () => void (isWanted = false);
  }, [language]);
  return texts;
}
