import { createContext, useContext } from 'react';
import type { Settings } from './json-schema';

interface Around {
  readonly settings: Settings;
  readonly setSettings: (settings: Settings) => void;
}

/** All settings around one field, for the few that concern each other. */
export const SettingsAround = createContext<Around>({ settings: {}, setSettings: () => undefined });

export const useSettingsAround = (): Around => useContext(SettingsAround);
