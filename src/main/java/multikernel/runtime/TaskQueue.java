package multikernel.runtime;

import akka.dispatch.TaskInvocation;
import java.util.ArrayDeque;

/** Tasks that wait to run on a core. Used by the core's owner only. */
final class TaskQueue {

    /** Tasks that run in one turn. */
    private static final int TASKS_PER_TURN = 64;

    private final CoreLoop loop;
    private final Incarnation self;
    private final ArrayDeque<TaskInvocation> tasks = new ArrayDeque<>();

    TaskQueue(CoreLoop loop, Incarnation self) {
        this.loop = loop;
        this.self = self;
    }

    boolean isEmpty() {
        return tasks.isEmpty();
    }

    void add(TaskInvocation task) {
        tasks.add(task);
    }

    boolean run() {
        if (tasks.isEmpty()) {
            return false;
        }
        var count = Math.min(tasks.size(), TASKS_PER_TURN);
        for (var i = 0; i < count && !loop.isEnding(); i++) {
            var task = tasks.remove();
            try {
                task.run();
            } catch (Throwable thrown) {
                loop.fatal(thrown);
            } finally {
                Thread.interrupted();
                self.population().leave();
            }
            loop.between();
        }
        return true;
    }

    /** Tasks of a core that has ended: they will not run, Akka forgets them. */
    int drop() {
        var count = 0;
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
            task.cleanup().apply();
            self.population().leave();
            count++;
        }
        return count;
    }
}
