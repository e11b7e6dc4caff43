package multikernel.runtime;

import java.lang.invoke.MethodHandles;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import multikernel.base.CoreId;
import multikernel.codec.BadMessage;
import multikernel.codec.Bytes;
import multikernel.codec.Codec;
import multikernel.link.TooLong;
import multikernel.multicast.GroupMessage;
import multikernel.multicast.LineWord;
import multikernel.multicast.LineWord.Hello;
import multikernel.multicast.Place;
import multikernel.multicast.RoundMessage;
import multikernel.multicast.Routes;
import multikernel.multicast.Seat;
import multikernel.urpc.Channel;
import org.jspecify.annotations.Nullable;

/**
 * One post among those of its domain on other nodes: the roll that it knows, a line to each of them that it has
 * something to say to, and messages as octets. Its members go by their numbers in the roll.
 */
final class WidePost implements WideLine.Host, RoundSeal {

    private static final MessageInterface<LineWord> LINES = MessageInterface.of(MethodHandles.lookup(), LineWord.class);

    /** Between two looks at lines that are not idle. */
    static final Duration TICK = Duration.ofMillis(20);

    /** What it needs of its post. */
    interface Host {

        /** To the post of this node that is on that core; not if it is another start. */
        void here(CoreId core, long start, GroupLetter letter);

        /** Of another node's. */
        void heard(GroupLetter letter);

        /** Told as {@link #ticked} some time from now. */
        void linesSoon();
    }

    private final String exported;
    private final CoreSite site;
    private final Codec<Object> messages;
    private final Codec<WideLetter> letters = WideLetter.SHAPE.another();
    private final Host host;
    private final WideRoll roll;
    private final Map<Place, WideLine> lines = new HashMap<>();

    WidePost(String domain, CoreSite site, MessageInterface<Object> messages, Host host) {
        exported = domain + ".group"; // no domain has that name
        this.site = site;
        this.messages = messages.codec();
        this.host = host;
        roll = new WideRoll(site.core());
    }

    /** Derives the codecs, so that no core waits for that. */
    static void load() {
        var _ = LINES.codec();
        var _ = WideLetter.SHAPE.another();
    }

    /** From now on others find it. */
    void begin() {
        site.thread().channels().export(exported, LINES, Ear::new);
    }

    void end() {
        lines.values().forEach(WideLine::close);
        site.thread().channels().endOf(exported);
    }

    WideRoll roll() {
        return roll;
    }

    /** Trees over members of all nodes. */
    Routes routes(Routes here, int childrenMax) {
        return (root, others) -> roll.over(root, others, here, childrenMax);
    }

    void told(RollTold now) {
        roll.told(now).forEach(member -> {
            var line = lines.get(member.place());
            if (line != null && line.isTo(member)) {
                lines.remove(member.place());
                line.close();
            }
        });
    }

    /** To a member; nowhere if the roll does not have it any more. */
    void send(CoreId to, GroupLetter letter) {
        roll.of(to).ifPresent(member -> {
            if (roll.isHere(member)) {
                host.here(member.place().core(), member.start(), letter);
                return;
            }
            var line = line(member.place(), member.start());
            if (line.isTo(member)) {
                line.put(letters.encoded(wide(letter)));
            }
        });
    }

    /** To who sent what came from another node. */
    void answer(Place to, long start, GroupLetter.Taken taken) {
        var line = lines.get(to);
        if (line != null && line.start() == start) {
            line.put(letters.encoded(new WideLetter.Taken(taken.by(), taken.number(), taken.isDone())));
        }
    }

    @SuppressWarnings("unchecked") // messages of such groups are octets
    private static WideLetter wide(GroupLetter letter) {
        return switch (letter) {
            case GroupLetter.Cast(GroupKey key, GroupMessage<?> message) ->
                new WideLetter.Cast(key.order(), key.slow(), (GroupMessage<Bytes>) message);
            case GroupLetter.Any any -> new WideLetter.Any(any.to(), any.number(), (Bytes) any.message());
            case GroupLetter.Round(RoundKey key, RoundMessage<?> message) ->
                new WideLetter.Round(key, (RoundMessage<WidePart>) message);
            default -> throw new IllegalStateException("this does not leave its node: " + letter);
        };
    }

    private WideLine line(Place place, long start) {
        var line = lines.get(place);
        if (line == null || line.start() < start) {
            if (line != null) {
                line.close();
            }
            line = new WideLine(place, start, this);
            lines.put(place, line);
        }
        return line;
    }

    /**
     * A program's message.
     *
     * @throws multikernel.codec.Unsendable if it cannot be encoded
     * @throws TooLong if it takes more than {@link WideLetter#MESSAGE_BYTES_MAX} bytes
     */
    Bytes encoded(Object message) {
        return encoded(message, WideLetter.MESSAGE_BYTES_MAX);
    }

    private Bytes encoded(Object message, int bytesMax) {
        var octets = messages.encoded(message);
        if (octets.length() > bytesMax) {
            throw new TooLong(octets.length(), bytesMax);
        }
        return octets;
    }

    @Override
    public Object sealed(Object part) {
        if (!messages.isOne(part)) {
            throw new IllegalArgumentException(part.getClass().getName() + " is no message of the domain");
        }
        return new WidePart.Octets(encoded(part, WidePart.PART_BYTES_MAX));
    }

    @Override
    public Object opened(Object sealed) {
        return decoded(((WidePart.Octets) sealed).octets());
    }

    Object decoded(Object octets) {
        try {
            return messages.decoded((Bytes) octets);
        } catch (BadMessage bad) {
            throw new IllegalStateException("a member's message that cannot be read", bad);
        }
    }

    @Override
    public void connect(WideLine line) {
        var place = line.place();
        var hello = roll.hello(place.node(), line.start()).orElseThrow();
        var far = site.thread().channels().far();
        far.connect(exported, place.node().name(), exported, place.core(), LINES)
                .whenComplete((channel, refused) -> line.connected(channel, hello));
    }

    @Override
    public void tickSoon() {
        host.linesSoon();
    }

    /** Whether it is to be ticked again. */
    boolean ticked() {
        List.copyOf(lines.values()).forEach(WideLine::ticked);
        return lines.values().stream().anyMatch(line -> !line.isIdle());
    }

    /** What comes from one post of another node. */
    private final class Ear implements Channel.Receiver<LineWord> {

        private final Inlet inlet;
        private @Nullable WideLine line;

        Ear(Inlet inlet) {
            this.inlet = inlet;
        }

        @Override
        public void received(LineWord word) {
            if (word instanceof Hello hello) {
                line = greeted(hello);
            }
            var now = line;
            if (now == null || lines.get(now.place()) != now) {
                inlet.close();
                return;
            }
            switch (word) {
                case Hello hello -> now.isThere();
                case LineWord.Took(long number) -> now.line().acknowledged(number);
                case LineWord.Piece piece ->
                    now.line().heard(piece).ifPresent(letter -> host.heard(letter(now, letter)));
            }
        }

        /** Null if it is meant for another start, or said by an old one. */
        private @Nullable WideLine greeted(Hello hello) {
            var place = new Place(hello.from(), inlet.core());
            var isForThis = roll.hello(hello.from(), hello.start())
                    .filter(own -> own.from().equals(hello.to()) && own.start() == hello.toStart())
                    .isPresent();
            if (!isForThis || !hello.from().name().equals(inlet.node())) {
                return null;
            }
            var found = line(place, hello.start());
            return found.start() == hello.start() ? found : null;
        }

        @Override
        public void paused() {
            if (line != null) {
                line.flush();
            }
        }

        @Override
        public void closed(Channel.Ending why) {
            if (line != null) {
                line.ticked();
            }
        }
    }

    private GroupLetter letter(WideLine from, Bytes octets) {
        try {
            return switch (letters.decoded(octets)) {
                case WideLetter.Cast(var order, var slow, var message) ->
                    new GroupLetter.Cast(new GroupKey(order, slow), objects(message));
                case WideLetter.Round(var key, var message) -> new GroupLetter.Round(key, parts(message));
                case WideLetter.Any(Seat to, long number, Bytes message) ->
                    new GroupLetter.Far(from.place(), from.start(), to, number, message);
                case WideLetter.Taken(Seat by, long number, boolean isDone) ->
                    new GroupLetter.Taken(by, number, isDone);
            };
        } catch (BadMessage bad) {
            throw new IllegalStateException("a letter of " + from.place() + " that cannot be read", bad);
        }
    }

    @SuppressWarnings("unchecked") // octets are objects
    private static GroupMessage<Object> objects(GroupMessage<?> message) {
        return (GroupMessage<Object>) message;
    }

    @SuppressWarnings("unchecked") // parts are objects
    private static RoundMessage<Object> parts(RoundMessage<?> message) {
        return (RoundMessage<Object>) message;
    }
}
