package multikernel.trace;

import java.util.List;

/**
 * All that is known of one node over some time.
 *
 * @param node its name
 * @param process its number at the system, so that the traces of several nodes can be one
 * @param why it was written
 * @param beganNanos on the clock of the node's cores; times are shown from here on
 * @param beganEpochMillis the same moment by the calendar, which tells how two nodes' times lie to each other
 * @param endedNanos nothing in it is later
 * @param cut events that came when there were as many as there may be
 */
public record Timeline(
        String node,
        long process,
        String why,
        long beganNanos,
        long beganEpochMillis,
        long endedNanos,
        List<Track> tracks,
        List<Note> notes,
        Names names,
        long cut) {

    public Timeline {
        tracks = List.copyOf(tracks);
        notes = List.copyOf(notes);
    }

    long lost() {
        return tracks.stream().mapToLong(Track::lost).sum();
    }
}
