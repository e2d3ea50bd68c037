import { useMutation } from '@tanstack/react-query';
import { ChangePassword, type ChangePasswordInput, Login, type LoginInput } from '@vortex/sdk';
import { useApi } from '../api/api';
import { useSession } from './session.store';

export function useSignIn() {
  const api = useApi();
  const begin = useSession((state) => state.begin);
  return useMutation({
    mutationFn: async (input: LoginInput) => (await api.request(Login, { input })).login,
    onSuccess: begin,
  });
}

export function useChangePassword() {
  const api = useApi();
  const begin = useSession((state) => state.begin);
  return useMutation({
    mutationFn: async (input: ChangePasswordInput) => (await api.request(ChangePassword, { input })).changePassword,
    onSuccess: begin,
  });
}
