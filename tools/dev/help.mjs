import { settingsAsText } from './settings.mjs';

export function helpText() {
  return `npm start            Installs, builds and starts what is needed; Ctrl-C stops all of it
npm start -- --reset Deletes the installation in VORTEX_HOME after asking, then starts a new one
npm start -- --yes   Answers that question (for scripts)
npm start -- --help  This text

Settings are environment variables:

${settingsAsText()}
`;
}
