package multikernel.bench;

import java.util.List;
import java.util.Map;

/**
 * What a C program does, as the limit that ours is compared with.
 *
 * @param arguments that the program is started with
 * @param what the word that the program knows
 */
record CSubject(String name, Map<String, Object> parameters, CProgram program, List<String> arguments, String what)
        implements Subject {

    @Override
    public boolean isJava() {
        return false;
    }

    @Override
    public Slice slice(long nanos) {
        return program.ask(arguments, what, nanos);
    }

    /** The program belongs to the bench. */
    @Override
    public void close() {}
}
