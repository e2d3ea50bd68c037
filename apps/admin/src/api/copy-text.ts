/** What every browser still does, whatever its types say of it. */
interface CopyingDocument {
  execCommand(command: 'copy'): boolean;
}

/** Browsers have a clipboard for secure pages only; a panel in a network of its own may be looked at over plain HTTP. */
export async function copyText(text: string): Promise<void> {
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard) return clipboard.writeText(text);
  const put = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  };
  document.addEventListener('copy', put);
  // Deprecated, and the only way there without the clipboard.
  (document as CopyingDocument).execCommand('copy');
  document.removeEventListener('copy', put);
}
