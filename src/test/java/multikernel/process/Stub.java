package multikernel.process;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Says what a node would say, so that the harness itself can be tested. */
final class Stub {

    private Stub() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (List.of(arguments).contains("fail")) {
            System.err.println("multikernel: port 8080 is in use");
            System.exit(1);
        }
        System.out.println("core-0 pinned to CPU 0");
        System.out.println("ready node=lab-1 http=127.0.0.1:41231 web=127.0.0.1:41232 metrics=http://[::1]:9/metrics");
        new CountDownLatch(1).await();
    }
}
