import { setFlagsFromString } from 'node:v8';

/**
 * V8 lets a small heap grow to four times of what lives in it before it clears it. Of requests that are many at once much
 * outlives the young generation, so a busy panel held some 250 MB of what nobody needed. Twice costs it about as much time.
 */
export function growHeapSlowly(): void {
  setFlagsFromString('--heap-growing-percent=100');
}
