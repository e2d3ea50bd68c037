/** A key of the keyboard. */
export function KeyCap({ children }: { readonly children: string }) {
  return (
    <kbd className="inline-flex min-w-6 items-center justify-center rounded-md border border-line bg-sunken px-1.5 py-0.5 font-sans text-xs font-medium text-ink-muted">
      {children}
    </kbd>
  );
}
