/** The mark: a vortex of three arms. */
export function Logo({ className = 'size-8' }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="9" className="fill-accent" />
      <g className="stroke-on-accent" fill="none" strokeWidth="2.4" strokeLinecap="round">
        <path d="M16 6.5a9.5 9.5 0 0 1 8.6 5.5A6.5 6.5 0 0 0 16 9.8" />
        <path d="M16 6.5a9.5 9.5 0 0 1 8.6 5.5A6.5 6.5 0 0 0 16 9.8" transform="rotate(120 16 16)" />
        <path d="M16 6.5a9.5 9.5 0 0 1 8.6 5.5A6.5 6.5 0 0 0 16 9.8" transform="rotate(240 16 16)" />
      </g>
      <circle cx="16" cy="16" r="2.3" className="fill-on-accent" />
    </svg>
  );
}
