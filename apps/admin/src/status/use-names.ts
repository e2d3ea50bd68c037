import { useTranslations } from 'use-intl';

const services = ['auth', 'backup', 'core', 'nodes'] as const;
const parts = ['database', 'bus', 'cache'] as const;

/** Names of services and parts for people; what is not known by name yet stands under its own. */
export function useNames() {
  const t = useTranslations();
  const service = (name: string): string => {
    const known = services.find((item) => item === name);
    return known ? t(`service.${known}`) : name;
  };
  const part = (name: string): string => {
    if (name.startsWith('rpc:')) return t('part.rpc', { service: service(name.slice('rpc:'.length)) });
    const known = parts.find((item) => item === name);
    return known ? t(`part.${known}`) : name;
  };
  return { service, part };
}
