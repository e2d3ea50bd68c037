/** Compares two versions `major.minor.patch`; what follows a dash or plus is not looked at. */
export function compareReleases(left: string, right: string): number {
  const [a, b] = [partsOf(left), partsOf(right)];
  for (let i = 0; i < 3; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

export function isRelease(text: string): boolean {
  return /^\d+\.\d+\.\d+([-+].*)?$/.test(text);
}

function partsOf(release: string): number[] {
  return release.split(/[-+]/, 1).join('').split('.').map(Number);
}
