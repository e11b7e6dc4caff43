package multikernel.network;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/**
 * What lies in the directory of one end: nothing, a live end, or what a dead one left.
 *
 * @param facts null if there is no card
 * @param met the highest incarnation of the other end that this one has met
 */
record Remains(LinkPlace place, String end, Card.@Nullable Facts facts, long met, boolean isLive) {

    static Remains of(LinkPlace place, String end) throws IOException {
        try (var channel = LinkFile.open(place.resolve(Card.file(end)))) {
            var found = Card.read(channel);
            var facts = found.facts();
            if (!facts.isCard()) {
                return new Remains(place, end, facts, 0, false);
            }
            return new Remains(
                    place,
                    end,
                    facts,
                    Math.clamp(found.met(), 0, Card.INCARNATION_MAX - 1),
                    lives(place, end, facts.token()));
        } catch (NoSuchFileException nothing) {
            return new Remains(place, end, null, 0, false);
        }
    }

    private static boolean lives(LinkPlace place, String end, long token) throws IOException {
        if (token == ProcessToken.OURS) {
            return true;
        }
        try (var life = Life.of(place, end, token)) {
            return life != null && !life.isOver();
        }
    }

    long incarnation() {
        return facts != null && facts.isCard() ? facts.incarnation() : 0;
    }

    long pid() {
        return facts == null ? 0 : facts.pid();
    }

    /**
     * Takes a dead end's card and lock away; its rings go with the next start of that end, or here.
     *
     * @throws FileAlreadyExistsException if another process is doing so, or has already come in its place
     */
    void remove() throws IOException {
        if (facts == null) {
            return;
        }
        try (var life = Life.of(place, end, facts.token())) {
            if ((life != null && !life.inherit())
                    || !facts.equals(of(place, end).facts())) {
                throw new FileAlreadyExistsException(
                        place.resolve(Card.file(end)).toString());
            }
            removeRings();
            Files.deleteIfExists(place.resolve(Card.file(end)));
            if (life != null) {
                life.remove();
            }
        }
    }

    private void removeRings() throws IOException {
        try (var files = Files.newDirectoryStream(place.directory(), end + ".*.ring")) {
            for (var file : files) {
                Files.deleteIfExists(file);
            }
        }
    }
}
