import { useState } from 'react';
import {
  Button,
  Checkbox,
  ComboList,
  Icon,
  KeyCap,
  LanguageToggle,
  Menu,
  PasswordField,
  Popover,
  SearchField,
  SelectField,
  TextArea,
  TextField,
  type Theme,
  ThemeToggle,
} from '../src';
import type { StoryGroup } from './story';

const languages: Readonly<Record<'en' | 'ru', string>> = { en: 'English', ru: 'Русский' };
const nothing = () => undefined;
const colours = ['red', 'green', 'blue'].map((value) => ({ value, label: value }));

function Themes() {
  const [theme, setTheme] = useState<Theme>('light');
  const labels = { light: 'Light', dark: 'Dark', system: 'As the system' };
  return <ThemeToggle label="Theme" labels={labels} value={theme} onChange={setTheme} />;
}

function Combo() {
  const [text, setText] = useState('');
  const entries = ['Users', 'Servers', 'Hosts'].map((label) => ({
    id: label,
    label,
    icon: 'search' as const,
    section: 'Screens',
    onSelect: nothing,
  }));
  const fitting = entries.filter(({ label }) => label.toLowerCase().includes(text.toLowerCase()));
  return <ComboList label="Where to" text={text} onText={setText} entries={fitting} emptyText="Nothing fits." />;
}

export const controls: StoryGroup = {
  name: 'Controls',
  stories: [
    {
      name: 'Button, by weight',
      content: (
        <>
          <Button>Save</Button>
          <Button variant="secondary">Cancel</Button>
          <Button variant="quiet">More</Button>
          <Button variant="danger">Delete</Button>
        </>
      ),
    },
    {
      name: 'Button, busy, disabled and small',
      content: (
        <>
          <Button busy>Save</Button>
          <Button disabled>Save</Button>
          <Button small variant="secondary">
            <Icon name="plus" className="size-4" />
            Add
          </Button>
        </>
      ),
    },
    {
      name: 'Text field, with a hint and with a problem',
      content: (
        <>
          <TextField label="Name" hint="1 to 64 characters." defaultValue="anna" />
          <TextField label="Port" error="This is no number." defaultValue="many" />
        </>
      ),
    },
    {
      name: 'Password field',
      content: <PasswordField label="Password" labels={{ show: 'Show', hide: 'Hide' }} defaultValue="secret" />,
    },
    { name: 'Text area', content: <TextArea label="Note" hint="For operators." defaultValue="Paid in cash" /> },
    {
      name: 'Select field',
      content: <SelectField label="Colour" choices={colours} value="green" onChange={nothing} />,
    },
    { name: 'Search field', content: <SearchField label="Search" value="" onChange={nothing} /> },
    {
      name: 'Checkbox, off, on and partly',
      content: (
        <>
          <Checkbox label="Off" checked={false} onChange={nothing} />
          <Checkbox label="On" hint="With a hint" checked onChange={nothing} />
          <Checkbox label="Partly" checked={false} partly onChange={nothing} />
        </>
      ),
    },
    {
      name: 'Menu',
      content: (
        <Menu
          trigger={<Button variant="secondary">Actions</Button>}
          items={[
            { label: 'Edit', icon: 'edit', onSelect: nothing },
            { label: 'Delete', icon: 'remove', danger: true, onSelect: nothing },
          ]}
        />
      ),
    },
    {
      name: 'Popover',
      content: (
        <Popover label="Filters" trigger={<Button variant="secondary">Filters</Button>}>
          Whatever narrows a list.
        </Popover>
      ),
    },
    { name: 'Theme', content: <Themes /> },
    {
      name: 'Language',
      content: <LanguageToggle label="Language" languages={languages} value="en" onChange={nothing} />,
    },
    { name: 'Combo list', content: <Combo /> },
    { name: 'Key', content: <KeyCap>Ctrl</KeyCap> },
  ],
};
