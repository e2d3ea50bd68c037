import { objectText, type Writer } from '../graphql/written/object-text';
import type { SelectedField } from '../graphql/written/selected-field';
import type { Group } from './group';

/** Fields that are shown as they are kept. */
const plain: ReadonlySet<string> = new Set<keyof Group>([
  ...(['id', 'tenantId', 'name', 'inboundIds', 'isDefault', 'createdAt', 'updatedAt'] as const),
]);

/** Writes what is selected of a group; undefined where that is more than the group itself. */
export function groupText(selected: readonly SelectedField[]): Writer<Group> | undefined {
  return objectText<Group>('Group', selected, ({ name }) => {
    if (name === 'revision') return ({ revision }) => revision.toString();
    return plain.has(name) ? (group) => JSON.stringify(group[name as keyof Group]) : undefined;
  });
}
