import { Icon } from './icon';
import { SegmentedControl } from './segmented-control';

export type Theme = 'light' | 'dark' | 'system';

interface ThemeToggleProps {
  readonly label: string;
  readonly labels: Readonly<Record<Theme, string>>;
  readonly value: Theme | undefined;
  readonly onChange: (theme: Theme) => void;
}

const icons = { light: 'sun', dark: 'moon', system: 'screen' } as const;
const themes = ['light', 'dark', 'system'] as const;

export function ThemeToggle({ label, labels, value, onChange }: ThemeToggleProps) {
  const segments = themes.map((theme) => ({
    value: theme,
    label: labels[theme],
    content: <Icon name={icons[theme]} className="size-4.5" />,
  }));
  return <SegmentedControl label={label} segments={segments} value={value} onChange={onChange} />;
}
