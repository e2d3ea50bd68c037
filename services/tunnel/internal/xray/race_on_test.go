//go:build race

package xray

const racesAreSeen = true
