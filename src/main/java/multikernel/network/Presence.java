package multikernel.network;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import multikernel.network.LinkRefused.Reason;

/** This process as one end of a link: its lock, its card, and the incarnation that both stand for. */
final class Presence {

    /** Starts that meet each other, or the removal of a dead end, make way so often. */
    private static final int ATTEMPTS_MAX = 1000;

    private final LinkPlace place;
    private final LinkName name;
    private final Life life;
    private final long incarnation;
    private final Card card;

    private Presence(LinkPlace place, LinkName name, Life life, long incarnation, Card card) {
        this.place = place;
        this.name = name;
        this.life = life;
        this.incarnation = incarnation;
        this.card = card;
    }

    static Presence begin(LinkPlace place, LinkName name, LinkShape shape) throws IOException {
        for (var attempt = 1; ; attempt++) {
            try {
                place.ensure();
                return attempt(place, name, shape);
            } catch (NoSuchFileException | FileAlreadyExistsException another) {
                if (attempt == ATTEMPTS_MAX) {
                    throw new LinkRefused(Reason.HELD, name.self() + ", because others open and close it", another);
                }
                Thread.onSpinWait();
            }
        }
    }

    private static Presence attempt(LinkPlace place, LinkName name, LinkShape shape) throws IOException {
        var before = Remains.of(place, name.self());
        if (before.isLive()) {
            throw new LinkRefused(Reason.HELD, name + " is open in process " + before.pid());
        }
        var life = Life.begin(place, name.self());
        try {
            before.remove();
            var incarnation = 1
                    + Math.max(
                            before.incarnation(), Remains.of(place, name.peer()).met());
            var begun = new Presence(place, name, life, incarnation, publish(place, name, shape, incarnation));
            if (!life.isThere()) {
                Files.deleteIfExists(place.resolve(Card.file(name.self())));
                throw new NoSuchFileException(place.directory().toString());
            }
            begun.tidy();
            return begun;
        } catch (IOException | RuntimeException failed) {
            life.remove();
            throw failed;
        }
    }

    /** A card is seen whole, and by its only owner: it is written under another name and then linked. */
    private static Card publish(LinkPlace place, LinkName name, LinkShape shape, long incarnation) throws IOException {
        var draft = place.resolve(Card.draft(name.self(), ProcessToken.OURS));
        Files.deleteIfExists(draft);
        try {
            var card = Card.write(LinkFile.reserve(draft, Card.BYTES, Arena.ofAuto()), shape, incarnation);
            Files.createLink(place.resolve(Card.file(name.self())), draft);
            return card;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    long incarnation() {
        return incarnation;
    }

    Card card() {
        return card;
    }

    /** Where messages of that incarnation of the other end are received. */
    Path ring(long peer) {
        return place.resolve(ring(name, incarnation, peer));
    }

    static String ring(LinkName name, long incarnation, long peer) {
        return name.self() + "." + incarnation + "." + name.peer() + "." + peer + ".ring";
    }

    /** The ring keeps its memory while somebody has it mapped, but nobody finds it any more. */
    void withdraw(long peer) throws IOException {
        Files.deleteIfExists(ring(peer));
    }

    /** What earlier incarnations of this end left, now that it is this process's. */
    private void tidy() throws IOException {
        for (var file : mine()) {
            var its = file.getFileName().toString();
            if (its.endsWith(".ring") || its.endsWith(".draft")) {
                Files.deleteIfExists(file);
            } else if (Life.isAnothers(its, name.self())) {
                Life.removeIfOver(file);
            }
        }
    }

    private List<Path> mine() throws IOException {
        try (var files = Files.list(place.directory())) {
            return files.filter(file -> file.getFileName().toString().startsWith(name.self() + "."))
                    .toList();
        }
    }

    /** Leaves nothing behind, not even of the other end if it is dead. */
    void end() throws IOException {
        card.leave();
        Files.deleteIfExists(place.resolve(Card.file(name.self())));
        life.remove();
        var other = Remains.of(place, name.peer());
        if (!other.isLive()) {
            other.remove();
        }
        place.leave();
    }
}
