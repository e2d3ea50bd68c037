import { Checkbox } from '@vortex/ui';
import { holds } from '../session/permissions';
import { usePermissions } from './roles.queries';

interface PermissionChoiceProps {
  readonly label: string;
  readonly chosen: readonly string[];
  readonly onChange: (names: readonly string[]) => void;
  readonly disabled?: boolean;
}

/** Single permissions, by what they are about. */
export function PermissionChoice({ label, chosen, onChange, disabled }: PermissionChoiceProps) {
  const { data: permissions } = usePermissions();
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 text-sm font-medium">{label}</legend>
      {permissions?.map(({ name, description }) => (
        <Checkbox
          key={name}
          label={description.replace(/\.$/, '')}
          hint={<code className="text-xs">{name}</code>}
          checked={holds(chosen, name)}
          disabled={disabled}
          onChange={(isChosen) => onChange(isChosen ? [...chosen, name] : chosen.filter((other) => other !== name))}
        />
      ))}
    </fieldset>
  );
}
