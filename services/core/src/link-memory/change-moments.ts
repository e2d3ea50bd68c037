/** More places than most panels have users; 4 MB. */
const places = 2 ** 19;

/**
 * When users changed last, by moments that are counted: of any number of users, in as much memory as of a few. Users may
 * share a place; then one has changed whenever the other has, and is read once more.
 */
export class ChangeMoments {
  private readonly lastOf = new Float64Array(places);
  private lastOfAll = 0;
  private count = 0;

  /** What is read of the database from now on holds every change before it. */
  get now(): number {
    return this.count;
  }

  /** Where a user's changes are noted: its id ends in random digits. */
  placeOf(userId: string): number {
    return parseInt(userId.slice(-8), 16) % places;
  }

  changed(userId: string): void {
    this.lastOf[this.placeOf(userId)] = ++this.count;
  }

  allChanged(): void {
    this.lastOfAll = ++this.count;
  }

  hasChangedSince(place: number, moment: number): boolean {
    return this.lastOfAll > moment || (this.lastOf[place] ?? 0) > moment;
  }
}
