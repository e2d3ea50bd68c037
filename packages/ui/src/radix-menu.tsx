import * as Dropdown from '@radix-ui/react-dropdown-menu';
import { classNames } from './class-names';
import { floating } from './floating';
import { Icon } from './icon';
import type { MenuProps } from './menu-item';

export function RadixMenu({
  trigger,
  items,
  align = 'end',
  defaultOpen,
}: MenuProps & { readonly defaultOpen: boolean }) {
  const shown = items.filter((item) => item !== undefined);
  return (
    <Dropdown.Root modal={false} defaultOpen={defaultOpen}>
      <Dropdown.Trigger asChild>{trigger}</Dropdown.Trigger>
      <Dropdown.Portal>
        <Dropdown.Content align={align} sideOffset={4} collisionPadding={8} className={floating}>
          {shown.map(({ label, icon, danger, disabled, onSelect }) => (
            <Dropdown.Item
              key={label}
              disabled={disabled}
              onSelect={onSelect}
              className={classNames(
                'flex min-h-9 cursor-pointer items-center gap-2.5 rounded-lg px-2.5 outline-none select-none',
                'data-disabled:cursor-default data-disabled:opacity-50 data-highlighted:bg-sunken',
                danger && 'text-danger',
              )}
            >
              {icon && <Icon name={icon} className="size-4 shrink-0" />}
              {label}
            </Dropdown.Item>
          ))}
        </Dropdown.Content>
      </Dropdown.Portal>
    </Dropdown.Root>
  );
}
