import { type MouseEvent, type ReactNode, type SyntheticEvent, useEffect, useId, useRef } from 'react';
import { Button } from './button';
import { classNames } from './class-names';
import { Icon } from './icon';

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  readonly closeLabel: string;
  /** `center`: a question or a short form. `end`: a longer one, beside what it is about. `start`: the navigation. */
  readonly place?: 'center' | 'end' | 'start';
  readonly wide?: boolean;
  /** Buttons, always in sight. */
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

const firstField = '[data-body] :is(input, select, textarea):not(:disabled, [type=hidden])';

const places = {
  center:
    'm-auto max-h-[min(46rem,calc(100dvh-2rem))] w-[calc(100vw-2rem)] rounded-card border border-line max-sm:mb-4',
  end: 'mr-0 ml-auto h-dvh max-h-none w-screen border-l border-line sm:w-[calc(100vw-3rem)]',
  start: 'mr-auto ml-0 h-dvh max-h-none w-72 max-w-[85vw] border-r border-line',
} as const;

/**
 * A window before the page. The browser's own modal dialog: it keeps the focus inside, gives it back, closes on Escape and
 * silences the page behind it for screen readers.
 */
export function Dialog({ open, onClose, place = 'center', wide = false, ...content }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    if (open && !dialog.current?.open) {
      dialog.current?.showModal();
      // A browser would begin with the button that closes it.
      dialog.current?.querySelector<HTMLElement>(firstField)?.focus();
    }
    if (!open) dialog.current?.close();
  }, [open]);
  if (!open) return null;
  const width = wide ? 'max-w-3xl' : place === 'end' ? 'max-w-lg' : 'max-w-md';
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={(event: SyntheticEvent) => {
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event: MouseEvent) => {
        if (event.target === event.currentTarget) onClose();
      }}
      className={classNames(
        'flex flex-col overflow-hidden bg-surface p-0 text-ink shadow-float outline-none',
        places[place],
        place !== 'start' && width,
      )}
    >
      <Content {...content} titleId={titleId} onClose={onClose} />
    </dialog>
  );
}

type ContentProps = Omit<DialogProps, 'open' | 'place' | 'wide'> & { readonly titleId: string };

function Content({ titleId, title, lead, closeLabel, onClose, footer, children }: ContentProps) {
  return (
    <>
      <header className="flex items-start justify-between gap-3 border-b border-line px-5 py-3.5">
        <div className="min-w-0 pt-1">
          <h2 id={titleId} className="text-base font-semibold wrap-anywhere">
            {title}
          </h2>
          {lead && <p className="mt-1 text-sm wrap-anywhere text-ink-muted">{lead}</p>}
        </div>
        <Button variant="quiet" small narrow aria-label={closeLabel} title={closeLabel} onClick={onClose}>
          <Icon name="close" />
        </Button>
      </header>
      <div data-body className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 py-5">
        {children}
      </div>
      {footer && (
        <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3.5">{footer}</footer>
      )}
    </>
  );
}
