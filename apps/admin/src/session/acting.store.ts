import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

interface ActingTenant {
  readonly slug: string;
  readonly name: string;
}

interface Acting {
  /** Absent: one acts for one's own. */
  readonly tenant: ActingTenant | undefined;
  readonly actFor: (tenant: ActingTenant | undefined) => void;
}

/** For which tenant somebody of the operator acts: in this tab, until it is closed or they stop. */
export const useActing = create<Acting>()(
  persist((set) => ({ tenant: undefined, actFor: (tenant) => set({ tenant }) }), {
    name: 'acting',
    storage: createJSONStorage(() => sessionStorage),
    partialize: ({ tenant }) => ({ tenant }),
  }),
);

/** What says it to the server, beside a request of the page's own. */
export function actingHeaders(): Record<string, string> {
  const { tenant } = useActing.getState();
  return tenant ? { 'x-vortex-tenant': tenant.slug } : {};
}
