const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/**
 * Shows what is being done and for how long. On a terminal one moving line; elsewhere a line at the start and one at
 * the end, so that a log stays readable.
 *
 * @param {string} title in progress, e.g. `Building`
 * @param {(note: (text: string) => void) => Promise<T>} work gets a function to say what it is at
 * @returns {Promise<T>}
 * @template T
 */
export async function step(title, work) {
  const startedAt = performance.now();
  const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
  let note = '';
  let frame = 0;
  const terminal = process.stdout.isTTY;
  const draw = () => {
    const line = `${frames[frame++ % frames.length]} ${title} ${seconds()}${note && `  ${note}`}`;
    process.stdout.write(`\r\x1b[2K${line.slice(0, (process.stdout.columns ?? 80) - 1)}`);
  };
  const timer = terminal ? setInterval(draw, 100) : undefined;
  if (!terminal) console.log(`· ${title} …`);
  const end = (mark) => {
    clearInterval(timer);
    if (terminal) process.stdout.write('\r\x1b[2K');
    console.log(`${mark} ${title} (${seconds()})`);
  };
  try {
    const result = await work((text) => (note = text));
    end('✔');
    return result;
  } catch (error) {
    end('✖');
    throw error;
  }
}
