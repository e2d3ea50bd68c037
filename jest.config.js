const { existsSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const preset = require('./jest.preset.js');

/** Every folder of the workspace that brings a jest.config.js is a project. */
const projects = ['apps', 'services', 'packages', 'plugins', 'tools']
  .filter((room) => existsSync(join(__dirname, room)))
  .flatMap((room) => readdirSync(join(__dirname, room)).map((name) => `${room}/${name}`))
  .filter((folder) => existsSync(join(__dirname, folder, 'jest.config.js')))
  .map((folder) => `<rootDir>/${folder}`);

// Jest takes the time limit from here, not from the projects, when it runs several of them.
// Modules of every file stay in a worker's heap; beyond this it is replaced between two files.
module.exports = { projects, testTimeout: preset.testTimeout, workerIdleMemoryLimit: '1.5GB' };
