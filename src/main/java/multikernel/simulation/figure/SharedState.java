package multikernel.simulation.figure;

import java.util.ArrayList;
import java.util.List;
import multikernel.simulation.machine.Server;
import multikernel.simulation.machine.SharedLines;
import multikernel.simulation.machine.Updated;

/** Threads that update the same one to eight lines, and a server that does it for them. */
final class SharedState {

    private static final List<Integer> LINES = List.of(1, 2, 4, 8);
    private static final int UPDATES = 200;

    private SharedState() {}

    static List<Point> points(Study study, int cores) {
        var points = new ArrayList<Point>();
        for (int lines : LINES) {
            var updated = new SharedLines(study.model(), cores, lines).run(UPDATES, study.random());
            points.add(point("shared lines", lines == 1 ? "1 line" : lines + " lines", cores, updated));
        }
        points.add(point("server", "", cores, new Server(study.model(), cores).run(UPDATES, study.random())));
        return points;
    }

    private static Point point(String subject, String variant, int cores, Updated updated) {
        return Point.of(subject, variant, cores, updated.cycles(), updated.cyclesEach(), updated.events());
    }
}
