/** Each prepared statement takes memory in every session of the server for as long as the session lives. */
const most = 64;

/** Names for statements that are prepared: those of the first texts that come, and no more than a session can bear. */
export class StatementNames {
  private readonly names = new Map<string, string>();

  nameOf(text: string): string | undefined {
    const known = this.names.get(text);
    if (known || this.names.size >= most) return known;
    const name = `vortex_${this.names.size}`;
    this.names.set(text, name);
    return name;
  }
}
