import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Users } from '@vortex/sdk';
import { type ComboEntry, ComboList, Dialog } from '@vortex/ui';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSettled } from '../address/use-settled';
import { useApi } from '../api/api';
import { useMay } from '../session/permissions';
import { sectionsFor } from './sections';
import { useCommands } from './use-commands';

interface CommandPaletteProps {
  readonly onClose: () => void;
  readonly onShortcuts: () => void;
}

/** Every screen, every user and the commonest commands, a few keys away. */
export function CommandPalette({ onClose, onShortcuts }: CommandPaletteProps) {
  const t = useTranslations('palette');
  const close = useTranslations('actions')('close');
  const [text, setText] = useState('');
  const fits = (label: string) => label.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase());
  const fixed = [...usePlaces(onClose), ...useCommands(onClose, onShortcuts)].filter(({ label }) => fits(label));
  const users = useFoundUsers(text.trim(), onClose);
  return (
    <Dialog open onClose={onClose} title={t('title')} closeLabel={close}>
      <ComboList
        label={t('label')}
        text={text}
        onText={setText}
        entries={[...fixed, ...users]}
        emptyText={t('empty')}
      />
    </Dialog>
  );
}

function usePlaces(onClose: () => void): ComboEntry[] {
  const t = useTranslations();
  const router = useRouter();
  const places = sectionsFor(useMay()).flatMap((section) => section.places);
  return places.map(({ path, name, icon }) => ({
    id: `place-${name}`,
    label: t(`nav.${name}`),
    icon,
    section: t('palette.pages'),
    onSelect: () => {
      onClose();
      router.push(path);
    },
  }));
}

function useFoundUsers(text: string, onClose: () => void): ComboEntry[] {
  const t = useTranslations('palette');
  const api = useApi();
  const router = useRouter();
  const search = useSettled(text, 150);
  const { data } = useQuery({
    queryKey: ['users', 'palette', search],
    queryFn: async ({ signal }) =>
      (await api.request(Users, { filter: { search }, page: { first: 6 } }, { signal })).users.nodes,
    enabled: search.length > 1,
    placeholderData: keepPreviousData,
  });
  if (text.length < 2) return [];
  return (data ?? []).map(({ id, username }) => ({
    id,
    label: username,
    icon: 'user',
    section: t('users'),
    onSelect: () => {
      onClose();
      router.push(`/users/user?id=${id}`);
    },
  }));
}
