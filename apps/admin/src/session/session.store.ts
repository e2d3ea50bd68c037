import type { LoginMutation } from '@vortex/sdk';
import { create } from 'zustand';

/** Somebody, signed in. The tokens are in cookies, out of reach of this page. */
export type Session = Pick<LoginMutation['login'], 'account'>;

interface SessionState {
  /** False until the server has said whether somebody is signed in. */
  readonly isKnown: boolean;
  readonly session: Session | undefined;
  /** Why the last session ended, when its owner did not end it. */
  readonly ended: 'expired' | 'restored' | undefined;
  readonly begin: (session: Session) => void;
  readonly end: (why?: 'expired' | 'restored') => void;
}

export const useSession = create<SessionState>()((set) => ({
  isKnown: false,
  session: undefined,
  ended: undefined,
  begin: ({ account }) => set({ isKnown: true, session: { account }, ended: undefined }),
  end: (why) => set({ isKnown: true, session: undefined, ended: why }),
}));
