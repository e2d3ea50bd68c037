import { useFormatter, useNow } from 'use-intl';

/** A time as one says it, such as "3 hours ago"; the exact one on hover. */
export function Moment({ at }: { readonly at: string }) {
  const format = useFormatter();
  const now = useNow({ updateInterval: 30_000 });
  const date = new Date(at);
  const exact = format.dateTime(date, { dateStyle: 'full', timeStyle: 'long' });
  return (
    <time dateTime={at} title={exact} className="whitespace-nowrap">
      {format.relativeTime(date, now)}
    </time>
  );
}

/** A day and its time. */
export function ExactTime({ at }: { readonly at: string }) {
  const text = useFormatter().dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short' });
  return <time dateTime={at}>{text}</time>;
}
