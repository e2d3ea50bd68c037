import { Checkbox } from '@vortex/ui';
import { holds } from '../session/permissions';
import { usePermissionName } from './role-words';
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
  const nameOf = usePermissionName();
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 text-sm font-medium">{label}</legend>
      {permissions?.map((permission) => (
        <Checkbox
          key={permission.name}
          label={nameOf(permission)}
          hint={<code className="text-xs">{permission.name}</code>}
          checked={holds(chosen, permission.name)}
          disabled={disabled}
          onChange={(isChosen) =>
            onChange(isChosen ? [...chosen, permission.name] : chosen.filter((other) => other !== permission.name))
          }
        />
      ))}
    </fieldset>
  );
}
