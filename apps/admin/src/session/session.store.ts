import type { LoginMutation } from '@vortex/sdk';
import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

export type Session = LoginMutation['login'];

interface SessionState {
  readonly session: Session | undefined;
  /** Why the last session ended, when its owner did not end it. */
  readonly ended: 'expired' | undefined;
  readonly begin: (session: Session) => void;
  readonly end: (why?: 'expired') => void;
}

/** Who is signed in. Kept for this tab only, over reloads. */
export const useSession = create<SessionState>()(
  persist(
    (set) => ({
      session: undefined,
      ended: undefined,
      begin: (session) => set({ session, ended: undefined }),
      end: (why) => set({ session: undefined, ended: why }),
    }),
    {
      name: 'vortex.session',
      storage: createJSONStorage(() => sessionStorage),
      partialize: ({ session }) => ({ session }),
    },
  ),
);
