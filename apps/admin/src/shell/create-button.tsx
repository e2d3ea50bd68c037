import { Button, Icon } from '@vortex/ui';

interface CreateButtonProps {
  readonly label: string;
  readonly onClick: () => void;
}

/** Begins a new one of what a list has; `c` presses it. */
export function CreateButton({ label, onClick }: CreateButtonProps) {
  return (
    <Button data-key="c" onClick={onClick}>
      <Icon name="plus" />
      {label}
    </Button>
  );
}
