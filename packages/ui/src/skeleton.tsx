/** Holds the place of a text or a figure that is still on its way. Its size comes from `className`. */
export function Skeleton({ className }: { readonly className: string }) {
  return <span aria-hidden="true" className={`block animate-pulse rounded-md bg-sunken dark:bg-raised ${className}`} />;
}
