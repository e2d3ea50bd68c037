import { classNames } from './class-names';
import { Icon } from './icon';
import { type Tone, toneClasses } from './tone';

const icons = { neutral: 'dot', ok: 'check', warning: 'warning', danger: 'cross', accent: 'dot' } as const;

/** A state in one word, told by word, icon and colour. */
export function StatusBadge({ tone, label }: { readonly tone: Tone; readonly label: string }) {
  return (
    <span
      className={classNames(
        'inline-flex items-center gap-1.5 rounded-full py-1 pr-3 pl-2 text-xs font-semibold whitespace-nowrap',
        toneClasses[tone],
      )}
    >
      <Icon name={icons[tone]} className="size-4" />
      {label}
    </span>
  );
}
