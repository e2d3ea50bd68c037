// Package account counts what customers send and receive and enforces what they may: one core for every protocol.
//
// Counters are cumulative within an epoch and live in a memory-mapped file (Ledger): the kernel keeps its pages when
// the process is killed, so the next process goes on counting where the last one stopped. Whoever reads them takes
// differences; a new epoch tells that the old counters are gone.
//
// A Book holds the users, their limits and their open sessions. Every byte passes Session.Take before it is handed on,
// so a lease is never overrun by what was forwarded: the chunk that does not fit is not forwarded, and the user's
// sessions are closed.
package account
