package multikernel.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How memory is taken away from threads that use it without a multikernel, and what it costs to reach them at all. */
final class UnmapPeers implements AutoCloseable {

    static final long PAGE_BYTES = 1 << 12;
    static final long FOUR_PAGES_BYTES = 1 << 14;

    private final Laboratory laboratory;
    private final Optional<CProgram> program = CProgram.compiled("unmap");

    UnmapPeers(Laboratory laboratory) {
        this.laboratory = laboratory;
    }

    List<String> notes() {
        return program.isPresent()
                ? List.of()
                : List.of("munmap and mprotect are left out: gcc is missing or does not compile them");
    }

    /** Threads that use a segment while its arena is closed. */
    Subject arena(String metric, int cores) {
        var parameters = Laboratory.parameters("metric", metric, "cores", cores, "bytes", PAGE_BYTES);
        return new ArenaSubject(parameters, laboratory.busyCrowd(cores), PAGE_BYTES, new Recorder());
    }

    /** @param what {@code munmap} or {@code mprotect} */
    Optional<Subject> system(String what, String metric, int cores, long bytes) {
        return program.map(compiled -> {
            var arguments = new ArrayList<>(List.of(Long.toString(bytes)));
            laboratory.busyCrowd(cores).cpus().forEach(cpu -> arguments.add(Integer.toString(cpu)));
            var parameters = Laboratory.parameters("metric", metric, "cores", cores, "bytes", bytes);
            return new CSubject(what, parameters, compiled, arguments, what);
        });
    }

    Subject unpark(String metric, int cores) {
        return new UnparkSubject(
                Laboratory.parameters("metric", metric, "cores", cores), laboratory.crowd(cores), new Recorder());
    }

    @Override
    public void close() {
        program.ifPresent(CProgram::close);
    }
}
