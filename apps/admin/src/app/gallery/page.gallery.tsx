'use client';

import { storyGroups } from '@vortex/ui/stories';
import { PreferenceControls } from '../../preferences/preference-controls';

/** Every component of `packages/ui`. Built only when VORTEX_GALLERY is set: it is for whoever works on them. */
export default function GalleryRoute() {
  return (
    <main className="mx-auto flex max-w-5xl flex-col gap-10 px-6 py-8">
      <title>Components – VortexPanel</title>
      <header className="flex flex-wrap items-center justify-between gap-4">
        <h1 className="text-2xl font-semibold tracking-tight">Components</h1>
        <div className="flex gap-2">
          <PreferenceControls />
        </div>
      </header>
      {storyGroups.map((group) => (
        <section key={group.name} className="flex flex-col gap-6">
          <h2 className="text-lg font-semibold">{group.name}</h2>
          {group.stories.map(({ name, content }) => (
            <section key={name}>
              <h3 className="mb-2 text-sm text-ink-muted">{name}</h3>
              <div className="flex flex-wrap items-start gap-4 rounded-card border border-line bg-surface p-5">
                {content}
              </div>
            </section>
          ))}
        </section>
      ))}
    </main>
  );
}
