package multikernel.bench;

/** A map that two threads read all the time and change now and then. Its loop is its own and shared with no other. */
interface ReadMostly {

    /** Of each subject; each holds all keys from 0. */
    int ENTRIES = 1_024;

    /** Looks up so many keys, one after the other; the sum of what it found. */
    long reads(Integer[] keys, int from, int count);

    void put(Integer key, Long value);
}
