import { type ComponentType, createContext, useContext } from 'react';
import type { Settings } from './json-schema';
import type { SettingProps } from './setting-props';

interface Around {
  readonly settings: Settings;
  readonly setSettings: (settings: Settings) => void;
  /** Asks for one setting: groups hold fields, and fields hold groups. */
  readonly Field: ComponentType<SettingProps>;
}

/** All settings around one field, for the few that concern each other. */
export const SettingsAround = createContext<Around>({ settings: {}, setSettings: () => undefined, Field: () => null });

export const useSettingsAround = (): Around => useContext(SettingsAround);
