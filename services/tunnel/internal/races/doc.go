// Package races tells tests under the race detector from others, and the detector which races are not ours.
package races
