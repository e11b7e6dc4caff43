package multikernel.workload;

import akka.dispatch.DispatcherPrerequisites;
import akka.dispatch.ExecutorServiceConfigurator;
import akka.dispatch.ExecutorServiceFactory;
import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import multikernel.runtime.Poller;
import org.jspecify.annotations.Nullable;

/** An Akka dispatcher of one thread that polls between tasks and sleeps in a poller, as a core does. */
public final class CoreThreadConfigurator extends ExecutorServiceConfigurator {

    private static final long SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    public CoreThreadConfigurator(Config config, DispatcherPrerequisites prerequisites) {
        super(config, prerequisites);
    }

    @Override
    public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory unused) {
        return new ExecutorServiceFactory() {
            @Override
            public ExecutorService createExecutorService() {
                var thread = new CoreThread(id);
                thread.start();
                return thread.executor;
            }
        };
    }

    /** The thread; the poller that is attached on it is its own. */
    static final class CoreThread extends Thread {

        private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
        private final ExecutorService executor = new Tasks();
        volatile @Nullable Poller poller;
        private volatile boolean ending;

        CoreThread(String id) {
            super(id);
            setDaemon(true);
        }

        static CoreThread current() {
            return (CoreThread) Thread.currentThread();
        }

        @Override
        public void run() {
            while (!ending || !tasks.isEmpty()) {
                var task = tasks.poll();
                if (task != null) {
                    task.run();
                }
                var input = poller;
                if (input != null && task != null) {
                    input.poll();
                } else if (task == null) {
                    idle(input);
                }
            }
        }

        private void idle(@Nullable Poller input) {
            try {
                if (input != null) {
                    input.sleep(SLEEP_NANOS);
                } else {
                    var task = tasks.poll(SLEEP_NANOS, TimeUnit.NANOSECONDS);
                    if (task != null) {
                        task.run();
                    }
                }
            } catch (InterruptedException stop) {
                ending = true;
            }
        }

        private final class Tasks extends AbstractExecutorService {

            @Override
            public void execute(Runnable task) {
                tasks.add(task);
                var input = poller;
                if (input != null && Thread.currentThread() != CoreThread.this) {
                    input.wakeup();
                }
            }

            @Override
            public void shutdown() {
                ending = true;
            }

            @Override
            public List<Runnable> shutdownNow() {
                ending = true;
                return new ArrayList<>();
            }

            @Override
            public boolean isShutdown() {
                return ending;
            }

            @Override
            public boolean isTerminated() {
                return !isAlive();
            }

            @Override
            public boolean awaitTermination(long time, TimeUnit unit) throws InterruptedException {
                return CoreThread.this.join(java.time.Duration.of(time, unit.toChronoUnit()));
            }
        }
    }
}
