import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from 'react';
import { classNames } from './class-names';
import { Icon, type IconName } from './icon';

export interface ComboEntry {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
  readonly note?: ReactNode;
  readonly section: string;
  readonly onSelect: () => void;
}

interface ComboListProps {
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly entries: readonly ComboEntry[];
  readonly emptyText: string;
}

/** A line to type in and what fits it, moved through by arrow keys: a combobox with its list always open. */
export function ComboList({ label, text, onText, entries, emptyText }: ComboListProps) {
  const id = useId();
  const [place, setPlace] = useState(0);
  const active = entries[Math.min(place, entries.length - 1)];
  useEffect(() => setPlace(0), [text]);
  useEffect(() => {
    if (active) document.getElementById(`${id}-${active.id}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && entries.length > 0) {
      event.preventDefault();
      setPlace((Math.min(place, entries.length - 1) + step + entries.length) % entries.length);
    } else if (event.key === 'Enter' && active) {
      event.preventDefault();
      active.onSelect();
    }
  }

  return (
    <div>
      <div className="relative">
        <Icon
          name="search"
          className="pointer-events-none absolute top-1/2 left-3 size-5 -translate-y-1/2 text-ink-muted"
        />
        <input
          type="text"
          role="combobox"
          aria-label={label}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={active && `${id}-${active.id}`}
          autoComplete="off"
          spellCheck={false}
          // The window is opened to type here.
          autoFocus
          value={text}
          placeholder={label}
          onChange={(event) => onText(event.target.value)}
          onKeyDown={onKeyDown}
          className="min-h-11 w-full rounded-control border border-line-strong bg-surface pr-3 pl-10 text-base placeholder:text-ink-muted focus-visible:outline-offset-0"
        />
      </div>
      <ul id={`${id}-list`} role="listbox" aria-label={label} className="mt-3 h-80 overflow-y-auto">
        {entries.map((entry, index) => (
          <Entry
            key={entry.id}
            id={`${id}-${entry.id}`}
            entry={entry}
            active={entry === active}
            begins={entries[index - 1]?.section !== entry.section}
            onPoint={() => setPlace(index)}
          />
        ))}
      </ul>
      <p role="status" className={classNames('text-center text-sm text-ink-muted', entries.length > 0 && 'sr-only')}>
        {entries.length === 0 ? emptyText : ''}
      </p>
    </div>
  );
}

interface EntryProps {
  readonly id: string;
  readonly entry: ComboEntry;
  readonly active: boolean;
  /** Is the first of its section. */
  readonly begins: boolean;
  readonly onPoint: () => void;
}

function Entry({ id, entry, active, begins, onPoint }: EntryProps) {
  return (
    <>
      {begins && (
        <li role="presentation" className="px-3 pt-3 pb-1 text-xs font-medium text-ink-muted">
          {entry.section}
        </li>
      )}
      <li
        id={id}
        role="option"
        aria-selected={active}
        onPointerMove={onPoint}
        onClick={entry.onSelect}
        className={classNames(
          'flex min-h-10 cursor-pointer items-center gap-3 rounded-lg px-3 text-sm',
          active && 'bg-accent-soft text-accent',
        )}
      >
        {entry.icon && <Icon name={entry.icon} className="size-4.5 shrink-0" />}
        <span className="min-w-0 flex-1 truncate">{entry.label}</span>
        {entry.note}
      </li>
    </>
  );
}
