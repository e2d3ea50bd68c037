import { drawings } from './icon-drawings';

const shapes = {
  check: <path d="m5 12.5 4.5 4.5L19 7.5" />,
  warning: <path d="M12 4 2.8 19.5h18.4L12 4Zm0 6v4.5m0 2.6v.1" />,
  cross: <path d="m6.5 6.5 11 11m0-11-11 11" />,
  dot: <circle cx="12" cy="12" r="3" fill="currentColor" />,
  sun: (
    <>
      <circle cx="12" cy="12" r="4" />
      <path d="M12 2.5v2m0 15v2m9.5-9.5h-2m-15 0h-2m16.2-6.7-1.4 1.4M6.7 17.3l-1.4 1.4m13.4 0-1.4-1.4M6.7 6.7 5.3 5.3" />
    </>
  ),
  moon: <path d="M20 14.2A8.2 8.2 0 0 1 9.8 4a8.2 8.2 0 1 0 10.2 10.2Z" />,
  screen: <path d="M4 5h16v11H4zM9 20h6m-3-4v4" />,
  eye: (
    <>
      <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z" />
      <circle cx="12" cy="12" r="2.8" />
    </>
  ),
  eyeClosed: (
    <path d="m4 4 16 16M9.9 5.7A9 9 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a17 17 0 0 1-2.7 3.4M6.3 7.2A17 17 0 0 0 2.5 12S6 18.5 12 18.5a9 9 0 0 0 4.2-1.1" />
  ),
  signOut: <path d="M14 4.5H6.5a1 1 0 0 0-1 1v13a1 1 0 0 0 1 1H14m-4-7.5h10m-3.5-3.5L20 12l-3.5 3.5" />,
  key: <path d="M14.5 14.5a5 5 0 1 0-4.6-3.1L4 17.3V20h3.5v-2.5H10v-2l1-1a5 5 0 0 0 3.5 0ZM15.7 8.3v.1" />,
  refresh: <path d="M19.5 12a7.5 7.5 0 1 1-2.2-5.3l2.2 2.1m0-4.3v4.3h-4.3" />,
} as const;

export type IconName = keyof typeof shapes | keyof typeof drawings;

/** A drawing beside words; it says nothing to a screen reader. */
export function Icon({ name, className = 'size-5' }: { readonly name: IconName; readonly className?: string }) {
  if (name in drawings) {
    const Drawing = drawings[name as keyof typeof drawings];
    return <Drawing className={className} strokeWidth={1.8} aria-hidden="true" focusable="false" />;
  }
  return (
    <svg
      viewBox="0 0 24 24"
      className={className}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {shapes[name as keyof typeof shapes]}
    </svg>
  );
}
