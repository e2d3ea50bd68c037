import type { Toast } from '@vortex/ui';
import { create } from 'zustand';

interface Toasts {
  readonly toasts: readonly Toast[];
  readonly show: (toast: Omit<Toast, 'id'>) => void;
  readonly close: (id: number) => void;
}

/** More would hide the page; the oldest go. */
const most = 4;
/** Long enough to read one and to reach its button. */
const shownMs = 10_000;

let lastId = 0;

/** What has just happened. */
export const useToasts = create<Toasts>()((set) => ({
  toasts: [],
  show: (toast) => {
    const id = (lastId += 1);
    set(({ toasts }) => ({ toasts: [...toasts, { ...toast, id }].slice(-most) }));
    setTimeout(() => useToasts.getState().close(id), shownMs);
  },
  close: (id) => set(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) })),
}));
