import { useState } from 'react';
import {
  Alert,
  Button,
  Card,
  Dialog,
  EmptyState,
  ErrorState,
  Fact,
  Facts,
  Figure,
  Logo,
  Meter,
  PageHeader,
  Skeleton,
  StatusBadge,
  Table,
  Tabs,
  Tag,
  Toaster,
} from '../src';
import type { StoryGroup } from './story';

const nothing = () => undefined;
const rows = [
  { name: 'Frankfurt', users: 1200 },
  { name: 'A server whose name takes more room than there is beside its figures', users: 7 },
];
const columns = [
  { key: 'name', label: 'Name', grows: true, cell: (row: (typeof rows)[number]) => row.name },
  { key: 'users', label: 'Users', end: true, cell: (row: (typeof rows)[number]) => row.users },
];

function Window() {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button variant="secondary" onClick={() => setOpen(true)}>
        Open
      </Button>
      <Dialog
        open={open}
        onClose={close}
        title="A window"
        closeLabel="Close"
        footer={<Button onClick={close}>Done</Button>}
      >
        The page behind it waits.
      </Dialog>
    </>
  );
}

function TwoTabs() {
  const [value, setValue] = useState<'usage' | 'devices'>('usage');
  const tabs = [
    { value: 'usage', label: 'Usage', content: 'What was used.' },
    { value: 'devices', label: 'Devices', content: 'With what.' },
  ] as const;
  return <Tabs label="User" tabs={tabs} value={value} onChange={setValue} />;
}

export const surfaces: StoryGroup = {
  name: 'Surfaces and states',
  stories: [
    {
      name: 'Alert, by tone',
      content: (['neutral', 'ok', 'warning', 'danger'] as const).map((tone) => (
        <Alert key={tone} tone={tone}>
          Something a person should know.
        </Alert>
      )),
    },
    {
      name: 'Badge and tag, by tone',
      content: (['neutral', 'ok', 'warning', 'danger', 'accent'] as const).map((tone) => (
        <span key={tone} className="flex items-center gap-2">
          <StatusBadge tone={tone} label={tone} />
          <Tag tone={tone}>{tone}</Tag>
        </span>
      )),
    },
    {
      name: 'Card with facts',
      content: (
        <Card title="Server" aside={<Tag>shared</Tag>}>
          <Facts>
            <Fact name="Place">Frankfurt, Germany</Fact>
            <Fact name="Users">1,200</Fact>
          </Facts>
        </Card>
      ),
    },
    {
      name: 'Figure',
      content: (
        <dl className="w-full max-w-xs">
          <Figure label="Online now" value="1,024" note="In the last 5 minutes" />
        </dl>
      ),
    },
    {
      name: 'Meter, by tone, and without an end',
      content: (
        <div className="flex w-full max-w-xs flex-col gap-3">
          <Meter label="40 %" share={0.4} />
          <Meter label="90 %" share={0.9} tone="warning" />
          <Meter label="100 %" share={1} tone="danger" />
          <Meter label="Under way" />
        </div>
      ),
    },
    { name: 'Table', content: <Table caption="Servers" columns={columns} rows={rows} rowKey={({ name }) => name} /> },
    {
      name: 'Table, loading',
      content: <Table caption="Servers, on their way" columns={columns} rows={undefined} rowKey={({ name }) => name} />,
    },
    { name: 'Tabs', content: <TwoTabs /> },
    { name: 'Empty', content: <EmptyState icon="users" title="No users yet" detail="A name is enough." /> },
    { name: 'Error', content: <ErrorState title="This cannot be shown" detail="The server cannot be reached." /> },
    { name: 'Loading', content: <Skeleton className="h-5 w-48" /> },
    { name: 'Dialog', content: <Window /> },
    {
      name: 'Toast',
      content: (
        <Toaster
          label="Notices"
          closeLabel="Close"
          onClose={nothing}
          toasts={[{ id: 1, tone: 'ok', text: 'Frankfurt is saved.', action: { label: 'Undo', run: nothing } }]}
        />
      ),
    },
    { name: 'Head of a page', content: <PageHeader title="Servers" lead="The machines that carry traffic." /> },
    { name: 'Logo', content: <Logo /> },
  ],
};
