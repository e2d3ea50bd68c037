import { SegmentedControl } from './segmented-control';

interface LanguageToggleProps<Language extends string> {
  readonly label: string;
  /** Each language by its own name, so that its speakers find it. */
  readonly languages: Readonly<Record<Language, string>>;
  readonly value: Language | undefined;
  readonly onChange: (language: Language) => void;
}

export function LanguageToggle<Language extends string>(props: LanguageToggleProps<Language>) {
  const segments = (Object.keys(props.languages) as Language[]).map((language) => ({
    value: language,
    label: props.languages[language],
    content: language.toUpperCase(),
  }));
  return <SegmentedControl label={props.label} segments={segments} value={props.value} onChange={props.onChange} />;
}
