import dynamic from 'next/dynamic';
import { useAddress } from '../address/use-address';

const CreateUser = dynamic(async () => (await import('./create-user-dialog')).CreateUserDialog, {
  loading: () => null,
});
const CreateMany = dynamic(async () => (await import('./create-many-dialog')).CreateManyDialog, {
  loading: () => null,
});
const Import = dynamic(async () => (await import('./import-dialog')).ImportDialog, { loading: () => null });

/** The windows the address asks for; fetched when they are. */
export function UsersDialogs() {
  const { get, set } = useAddress();
  const close = () => set({ new: undefined, many: undefined, import: undefined });
  return (
    <>
      {get('new') && <CreateUser onClose={close} />}
      {get('many') && <CreateMany onClose={close} />}
      {get('import') && <Import onClose={close} />}
    </>
  );
}
