/** The look of what floats beside the button that opens it. */
export const floating =
  'z-40 min-w-44 rounded-control border border-line bg-surface p-1 text-sm text-ink shadow-float outline-none';
