package multikernel.workload.store;

import java.nio.charset.StandardCharsets;

/** The figures of a partition as one bulk string of numbers, to be added up by the front-end that asked. */
final class FigureWords {

    static final Partition.Figures NONE = new Partition.Figures(0, 0, 0, 0, 0, 0, 0);

    private FigureWords() {}

    static void write(Partition.Figures figures, Replies replies) {
        replies.bulk("%d %d %d %d %d %d %d"
                .formatted(
                        figures.keys(),
                        figures.expires(),
                        figures.bytesUsed(),
                        figures.bytesMax(),
                        figures.hits(),
                        figures.misses(),
                        figures.expired()));
    }

    /** @param reply what {@link #write} wrote, as a whole reply */
    static Partition.Figures add(Partition.Figures sum, byte[] reply, int at, int length) {
        var lines = new String(reply, at, length, StandardCharsets.US_ASCII).split("\r\n");
        var more = lines[1].split(" ");
        return new Partition.Figures(
                sum.keys() + Long.parseLong(more[0]),
                sum.expires() + Long.parseLong(more[1]),
                sum.bytesUsed() + Long.parseLong(more[2]),
                sum.bytesMax() + Long.parseLong(more[3]),
                sum.hits() + Long.parseLong(more[4]),
                sum.misses() + Long.parseLong(more[5]),
                sum.expired() + Long.parseLong(more[6]));
    }
}
