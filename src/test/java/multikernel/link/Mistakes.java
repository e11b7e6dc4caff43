package multikernel.link;

import java.util.Objects;
import java.util.function.Supplier;
import multikernel.base.Plane;
import org.jspecify.annotations.Nullable;

/** Protocols that are wrong in one thing each. */
enum Mistakes {
    /** What was lost with a connection is not sent again. */
    SAYS_IT_HAS_ALL(() -> hears((start, link, frame) ->
            frame instanceof Frame.Hello hello && link.talk() != null && hello.peerIncarnation() == start.incarnation
                    ? counts(hello, sentBy(link, Plane.CONTROL), sentBy(link, Plane.DATA))
                    : frame)),
    /** More is sent again than was lost. */
    SENDS_AGAIN_WHAT_ARRIVED(() -> hears((start, link, frame) -> frame instanceof Frame.Hello hello
            ? counts(hello, Math.max(0, hello.control() - 1), Math.max(0, hello.data() - 1))
            : frame)),
    ACKNOWLEDGES_TOO_MUCH(() -> says((start, link, frame) ->
            frame instanceof Frame.Acknowledge ack ? new Frame.Acknowledge(ack.control(), ack.data() + 1) : frame)),
    NEVER_ACKNOWLEDGES(() ->
            says((start, link, frame) -> frame instanceof Frame.Acknowledge ? new Frame.Acknowledge(0, 0) : frame)),
    NEVER_GIVES_CREDIT(() -> says((start, link, frame) -> frame instanceof Frame.Credit ? null : frame)),
    GIVES_CREDIT_TWICE(() -> hears((start, link, frame) ->
            frame instanceof Frame.Credit credit ? new Frame.Credit(credit.channel(), credit.granted() + 1) : frame)),
    BELIEVES_THE_FENCED(() -> new Mistake() {
        @Override
        public boolean ignoresFences() {
            return true;
        }
    }),
    TAKES_A_LATER_START_FOR_THE_SAME(() -> hears((start, link, frame) ->
            frame instanceof Frame.Hello hello && link.session() != 0 && hello.incarnation() > link.session()
                    ? as(hello, link.session())
                    : frame)),
    SENDS_DATA_FIRST(() -> new Mistake() {
        @Override
        public boolean turnsRound() {
            return true;
        }
    }),
    NEVER_SAYS_ALIVE(() -> says((start, link, frame) -> frame instanceof Frame.Acknowledge ? null : frame)),
    FORGETS_TO_FINISH(() -> says((start, link, frame) -> frame instanceof Frame.Finish ? null : frame)),
    FINISHES_EARLY(() ->
            hears((start, link, frame) -> frame instanceof Frame.Message message && message.number() % 5 == 0
                    ? new Frame.Finish(message.plane(), message.number(), message.channel(), false)
                    : frame)),
    SKIPS_A_MESSAGE(() ->
            hears((start, link, frame) -> frame instanceof Frame.Message message && message.number() % 7 == 0
                    ? new Frame.Credit(message.channel(), 0)
                    : frame));

    private interface Change {
        @Nullable
        Frame of(Start start, NodeLink link, Frame frame);
    }

    private final Supplier<Mistake> make;

    Mistakes(Supplier<Mistake> make) {
        this.make = make;
    }

    Mistake make() {
        return make.get();
    }

    private static Mistake says(Change change) {
        return new Mistake() {
            @Override
            public @Nullable Frame says(Start start, NodeLink link, Frame frame) {
                return change.of(start, link, frame);
            }
        };
    }

    private static Mistake hears(Change change) {
        return new Mistake() {
            @Override
            public @Nullable Frame hears(Start start, NodeLink link, Frame frame) {
                return change.of(start, link, frame);
            }
        };
    }

    private static Talk talk(NodeLink link) {
        return Objects.requireNonNull(link.talk());
    }

    private static long sentBy(NodeLink link, Plane plane) {
        return talk(link).flow(plane).written();
    }

    private static Frame counts(Frame.Hello hello, long control, long data) {
        return new Frame.Hello(
                hello.version(),
                hello.cluster(),
                hello.node(),
                hello.incarnation(),
                hello.peer(),
                hello.attempt(),
                hello.peerIncarnation(),
                control,
                data,
                hello.place());
    }

    private static Frame as(Frame.Hello hello, long incarnation) {
        return new Frame.Hello(
                hello.version(),
                hello.cluster(),
                hello.node(),
                incarnation,
                hello.peer(),
                hello.attempt() + 1000,
                hello.peerIncarnation(),
                hello.control(),
                hello.data(),
                hello.place());
    }
}
