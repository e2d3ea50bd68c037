import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { usePreferences } from '../preferences/preferences.store';
import { sections } from './sections';

interface Windows {
  readonly palette: () => void;
  readonly help: () => void;
}

/** How long after `g` the next key still says where to. */
const sequenceMs = 1500;

/** A screen's own keys press what is marked with them, so that whoever may not do something has no key for it either. */
const keyMark = 'data-key';

/** Keys that do something anywhere: Ctrl+K always, single ones while nobody types and where they are wanted. */
export function useShortcuts({ palette, help }: Windows): void {
  const router = useRouter();
  const isWanted = usePreferences((state) => state.shortcuts);
  const goneAt = useRef(0);
  const actions = useRef({ palette, help });
  actions.current = { palette, help };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k' && !event.altKey) {
        event.preventDefault();
        actions.current.palette();
        return;
      }
      if (!isWanted || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping()) return;
      const place = event.timeStamp - goneAt.current < sequenceMs ? placeOf(event.key) : undefined;
      goneAt.current = event.key === 'g' && !place ? event.timeStamp : 0;
      if (place) router.push(place.path);
      else if (event.key === '?') actions.current.help();
      else if (!press(event.key)) return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [router, isWanted]);
}

function placeOf(key: string) {
  return sections.flatMap(({ places }) => places).find((place) => place.key === key);
}

/** Presses or enters what a screen has marked with a key. */
function press(key: string): boolean {
  if (!/^[a-z/]$/.test(key)) return false;
  const marked = document.querySelector<HTMLElement>(`[${keyMark}="${key}"]`);
  if (marked instanceof HTMLInputElement) marked.focus();
  else marked?.click();
  return marked !== null;
}

function isTyping(): boolean {
  const at = document.activeElement;
  if (document.querySelector('dialog:modal, [role=menu]')) return true;
  return (
    at instanceof HTMLElement &&
    (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) || !!at.shadowRoot)
  );
}
