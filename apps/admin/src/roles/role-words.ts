import { useMessages } from 'use-intl';

/** What a permission lets somebody do; one without words of ours stands under those of the server. */
export function usePermissionName(): (permission: { readonly name: string; readonly description: string }) => string {
  const known: Readonly<Record<string, string>> = useMessages().permission;
  return ({ name, description }) => known[name.replaceAll('.', '_')] ?? description.replace(/\.$/, '');
}

/** What a role is for: in the reader's language where it came with the platform, else as somebody has written it. */
export function useRoleDescription(): (role: {
  readonly name: string;
  readonly description: string;
  readonly builtIn: boolean;
}) => string {
  const known: Readonly<Record<string, string>> = useMessages().builtInRole;
  return ({ name, description, builtIn }) => (builtIn && known[name]) || description;
}
