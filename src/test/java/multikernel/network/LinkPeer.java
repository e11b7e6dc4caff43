package multikernel.network;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import multikernel.urpc.Channel.State;
import org.jspecify.annotations.Nullable;

/**
 * A program that sends checked lines and checks those that come, in every session that it gets, until its standard
 * input ends; says what {@link Link#tend} says, in lines.
 */
final class LinkPeer {

    private static final int BATCH = 32;
    private static final long NAP_NANOS = 20_000;

    private final Link link;
    private final Path journals;
    private final boolean sends;
    private volatile boolean ending;

    private LinkPeer(Link link, Path journals, boolean sends) {
        this.link = link;
        this.journals = journals;
        this.sends = sends;
    }

    /** Base directory, own name, the other's, directory of journals, lines of the ring, whether it sends. */
    public static void main(String[] arguments) throws Exception {
        var name = new LinkName("stream", arguments[1], arguments[2]);
        var link = Link.open(Path.of(arguments[0]), name, new LinkShape(1, 1, Integer.parseInt(arguments[4])));
        new LinkPeer(link, Path.of(arguments[3]), Boolean.parseBoolean(arguments[5])).run();
    }

    private void run() throws Exception {
        System.out.println("open " + link.incarnation());
        Thread.ofPlatform().daemon().start(this::awaitEnd);
        @Nullable Talk talk = null;
        while (!ending || link.session() != null) {
            if (ending) {
                link.drain();
            }
            for (var event : link.tend(System.nanoTime())) {
                if (event instanceof LinkEvent.Connected(Session session)) {
                    talk = new Talk(session);
                    System.out.println("connected " + session.peer());
                } else if (event instanceof LinkEvent.Ended ended && talk != null) {
                    System.out.println("ended " + ended.peer() + " " + ended.why() + " " + ended.linesSent() + " "
                            + ended.linesDelivered() + " " + talk.in.count());
                }
            }
            if (link.session() == null || talk == null || talk.turn() == 0) {
                LockSupport.parkNanos(NAP_NANOS);
            }
        }
        link.close();
        System.out.println("left");
    }

    private void awaitEnd() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            System.out.println("input broke: " + gone);
        }
        ending = true;
    }

    /** One session. */
    private final class Talk {

        private final Session session;
        private final Journal journal;
        private final Checked in;
        private final Checked out;

        Talk(Session session) throws Exception {
            this.session = session;
            this.journal =
                    Journal.write(Journal.file(journals, link.name().self(), link.incarnation(), session.peer()));
            this.in = new Checked(session.peer());
            this.out = new Checked(link.incarnation());
        }

        int turn() {
            var sent = 0;
            while (sends && sent < BATCH && session.state() == State.CONNECTED && out.write(session.out())) {
                journal.sent(out.count());
                sent++;
            }
            return sent + session.in().drain(this::received, BATCH);
        }

        private void received(MemorySegment memory, long offset, int tag) {
            in.read(memory, offset, tag);
            journal.handled(in.count());
        }
    }
}
