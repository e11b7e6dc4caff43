package multikernel.network;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import multikernel.network.LinkRefused.Reason;
import multikernel.settings.NetworkSettings;
import multikernel.urpc.Ring;
import multikernel.urpc.RingReader;
import multikernel.urpc.RingWriter;
import multikernel.urpc.SharedSleepWord;

/**
 * A node's proof of the machine that it runs on, and the rings between nodes that have found each other so. The proof
 * is the name of a lock file with 128 random bits in it, in a directory of this user in a file system in memory: who
 * finds it there shares that memory.
 */
final class Locality implements AutoCloseable {

    private static final int NAME_BYTES = 16;
    private static final Pattern PROOF = Pattern.compile("[0-9a-f]{32}\\.[0-9a-f]{1,16}\\.lock");
    private static final Pattern RING = Pattern.compile("[0-9a-f]{32}\\.[0-9]{1,19}\\.ring");
    private static final int NAME_LENGTH = 2 * NAME_BYTES;

    /** Others that begin and end take away what they find, the directory too: so often it is tried again. */
    private static final int ATTEMPTS_MAX = 100;

    /** No link of a program can be called so. */
    private static final String DIRECTORY = ".nodes";

    private final LinkPlace place;
    private final String name;
    private final Life life;
    private final int lines;
    private long rings;

    private Locality(LinkPlace place, String name, Life life, int lines) {
        this.place = place;
        this.name = name;
        this.life = life;
        this.lines = lines;
    }

    /** A ring that this node reads, and the word by which it says that it sleeps. */
    record Inbound(String file, RingReader ring, SharedSleepWord sleep) {}

    /** A ring that another node reads. */
    record Outbound(RingWriter ring, SharedSleepWord sleep) {}

    /** Empty where the settings name no file system in memory. */
    static Optional<Locality> of(NetworkSettings.SharedMemory settings) {
        return LinkPlace.inMemory(settings.directory()).map(base -> in(base, settings.ringCapacity()));
    }

    static Locality in(Path base, int lines) {
        var place = LinkPlace.of(base, DIRECTORY);
        for (var attempt = 1; ; attempt++) {
            var name = randomName();
            try {
                place.ensure();
                var here = new Locality(place, name, Life.begin(place, name), lines);
                here.tidy();
                if (here.life.isThere()) {
                    return here;
                }
            } catch (IOException | LinkRefused failed) {
                if (attempt == ATTEMPTS_MAX) {
                    throw new LinkRefused(Reason.FILES, "links of nodes in " + place.directory(), failed);
                }
            }
        }
    }

    private static String randomName() {
        var random = new byte[NAME_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** What nodes that were killed have left: their locks, then rings whose lock is gone. */
    private void tidy() throws IOException {
        for (var file : files("*.lock")) {
            if (Life.isAnothers(file.getFileName().toString(), nameIn(file))) {
                Life.removeIfOver(file);
            }
        }
        for (var file : files("*.ring")) {
            if (files(nameIn(file) + ".*.lock").isEmpty()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private List<Path> files(String glob) throws IOException {
        try (var found = Files.newDirectoryStream(place.directory(), glob)) {
            var all = new ArrayList<Path>();
            found.forEach(all::add);
            return all;
        }
    }

    private static String nameIn(Path file) {
        var text = file.getFileName().toString();
        return text.substring(0, Math.min(NAME_LENGTH, text.length()));
    }

    /** To be shown to other nodes. */
    String proof() {
        return Life.file(name, ProcessToken.OURS);
    }

    boolean isHere(String proof) {
        return PROOF.matcher(proof).matches() && Files.isRegularFile(place.resolve(proof));
    }

    /** A new ring into this node; its file is there until the other has mapped it, or {@link #withdraw}. */
    Inbound make() {
        rings++;
        var file = name + "." + rings + ".ring";
        try {
            var memory = LinkFile.reserve(place.resolve(file), bytes(lines), Arena.ofAuto());
            Ring.format(memory, lines);
            return new Inbound(file, RingReader.over(memory), sleep(memory, lines));
        } catch (IOException failed) {
            throw new LinkRefused(Reason.FILES, file + " in " + place.directory(), failed);
        }
    }

    int lines() {
        return lines;
    }

    private static long bytes(int lines) {
        return Ring.bytes(lines) + SharedSleepWord.BYTES;
    }

    private static SharedSleepWord sleep(MemorySegment memory, int lines) {
        return SharedSleepWord.over(memory.asSlice(Ring.bytes(lines)));
    }

    /** A ring that another node of this machine has made; nobody else finds it afterwards. */
    Outbound map(String file, int theirLines) {
        if (!RING.matcher(file).matches() || !LinkShape.isCapacity(theirLines)) {
            throw new LinkRefused(Reason.NOT_OURS, "a ring of " + theirLines + " lines in " + file);
        }
        try {
            var memory = LinkFile.map(place.resolve(file), MapMode.READ_WRITE, bytes(theirLines), Arena.ofAuto());
            withdraw(file);
            return new Outbound(RingWriter.over(memory), sleep(memory, theirLines));
        } catch (IOException failed) {
            throw new LinkRefused(Reason.FILES, file + " in " + place.directory(), failed);
        }
    }

    void withdraw(String file) {
        try {
            Files.deleteIfExists(place.resolve(file));
        } catch (IOException failed) {
            throw new LinkRefused(Reason.FILES, file + " in " + place.directory(), failed);
        }
    }

    @Override
    public void close() {
        try {
            for (var file : files(name + ".*.ring")) {
                Files.deleteIfExists(file);
            }
            life.remove();
            place.leave();
        } catch (IOException failed) {
            throw new LinkRefused(Reason.FILES, place.directory().toString(), failed);
        }
    }
}
