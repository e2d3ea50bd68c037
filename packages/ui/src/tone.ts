/** What something means, for colour and icon alike: colour alone tells some people nothing. */
export type Tone = 'neutral' | 'ok' | 'warning' | 'danger' | 'accent';

export const toneClasses: Readonly<Record<Tone, string>> = {
  neutral: 'bg-sunken text-ink-muted',
  ok: 'bg-ok-soft text-ok',
  warning: 'bg-warning-soft text-warning',
  danger: 'bg-danger-soft text-danger',
  accent: 'bg-accent-soft text-accent',
};
