import { Button } from './button';
import { classNames } from './class-names';
import { Icon } from './icon';

export interface Toast {
  readonly id: number;
  readonly tone: 'ok' | 'danger' | 'neutral';
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

interface ToasterProps {
  readonly label: string;
  readonly closeLabel: string;
  readonly toasts: readonly Toast[];
  readonly onClose: (id: number) => void;
}

const icons = { ok: 'check', danger: 'warning', neutral: 'dot' } as const;
const colours = { ok: 'text-ok', danger: 'text-danger', neutral: 'text-ink-muted' } as const;

/** Says in a corner what has happened, and offers to take it back. */
export function Toaster({ label, closeLabel, toasts, onClose }: ToasterProps) {
  return (
    <section
      aria-label={label}
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-0 z-50 flex flex-col items-center gap-2 p-4 sm:items-end"
    >
      {toasts.map(({ id, tone, text, action }) => (
        <div
          key={id}
          role={tone === 'danger' ? 'alert' : undefined}
          className="pointer-events-auto flex w-full max-w-sm items-center gap-2.5 rounded-control border border-line bg-surface py-1.5 pr-1.5 pl-3.5 text-sm shadow-float"
        >
          <Icon name={icons[tone]} className={classNames('size-5 shrink-0', colours[tone])} />
          <p className="min-w-0 flex-1 py-1.5 wrap-anywhere">{text}</p>
          {action && (
            <Button
              variant="quiet"
              small
              onClick={() => {
                action.run();
                onClose(id);
              }}
            >
              <span className="text-accent">{action.label}</span>
            </Button>
          )}
          <Button variant="quiet" small narrow aria-label={closeLabel} onClick={() => onClose(id)}>
            <Icon name="close" className="size-4" />
          </Button>
        </div>
      ))}
    </section>
  );
}
