package multikernel.cli.doctor;

import multikernel.base.Words;

/**
 * What one check found.
 *
 * @param check its name
 * @param saw in a few words
 * @param advice what to do; empty where all is well
 */
public record Finding(String check, Verdict verdict, String saw, String advice) {

    public enum Verdict {
        OK,
        /** A node runs; it would run better. */
        BETTER,
        /** A node does not start, or not as it was told to. */
        CHANGE;

        public String word() {
            return Words.of(this);
        }
    }

    static Finding ok(String check, String saw) {
        return new Finding(check, Verdict.OK, saw, "");
    }

    static Finding better(String check, String saw, String advice) {
        return new Finding(check, Verdict.BETTER, saw, advice);
    }

    static Finding change(String check, String saw, String advice) {
        return new Finding(check, Verdict.CHANGE, saw, advice);
    }
}
