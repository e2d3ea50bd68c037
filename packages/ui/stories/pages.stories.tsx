import { AppShell, Button, CenteredPage, Icon, TextField } from '../src';
import type { StoryGroup } from './story';

const labels = { skip: 'Skip to content', menu: 'Menu', close: 'Close' };

export const pages: StoryGroup = {
  name: 'Whole pages',
  stories: [
    {
      name: 'A page with one thing to do',
      content: (
        <CenteredPage brand="VortexPanel" title="Sign in" lead="For operators of this installation.">
          <TextField label="Name" />
        </CenteredPage>
      ),
    },
    {
      name: 'What stands around every screen',
      content: (
        <AppShell
          brand="VortexPanel"
          labels={labels}
          navigation={(onNavigate) => (
            <Button variant="quiet" wide onClick={onNavigate}>
              Overview
            </Button>
          )}
          search={<Icon name="search" />}
          account="admin"
        >
          What one looks at.
        </AppShell>
      ),
    },
  ],
};
