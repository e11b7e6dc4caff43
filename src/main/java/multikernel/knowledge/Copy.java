package multikernel.knowledge;

/** A term on its own: its variables are numbered from 0 below this. */
record Copy(Term term, int variables) {}
