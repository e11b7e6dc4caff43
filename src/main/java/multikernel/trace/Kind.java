package multikernel.trace;

/**
 * What an event of a ring says. Its words:
 *
 * <pre>
 *   time in ns of this JVM's clock | kind (8 bits), name (24), number (32) | third | fourth
 *
 *   TURN      end           -                            begin           -
 *   MESSAGE   end           class of message, actor      begin           position in the actor's mailbox
 *   SENT      last reading  -, number of receiving core  lane position   -
 *   ARRIVED   last reading  number of sender, actor      lane position   position in the actor's mailbox
 *   ASLEEP    woken         -                            fell asleep     -
 *   STEP      end           what the core was told, -    begin           -
 *   BEGUN     time          protocol, -                  operation       operation
 *   HEARD     time          message, index of sender     operation       operation
 *   SAID      time          message, index of receiver   operation       operation
 *   ANSWERED  time          outcome, took in µs          operation       operation
 *   MOMENT    time          what it is, core             operation       operation
 *   CLOSED    time          what was closed, -           -               -
 * </pre>
 *
 * <p>A slice (TURN, MESSAGE, ASLEEP, STEP) is written at its end, so after all that happened within it.
 */
enum Kind {
    TURN,
    MESSAGE,
    SENT,
    ARRIVED,
    ASLEEP,
    STEP,
    BEGUN,
    HEARD,
    SAID,
    ANSWERED,
    MOMENT,
    CLOSED;

    private static final Kind[] ALL = values();

    private static final int NAME_SHIFT = 8;
    private static final int NUMBER_SHIFT = 32;
    private static final int NAME_MASK = 0xff_ffff;

    long word(int name, int number) {
        return ordinal() | (long) (name & NAME_MASK) << NAME_SHIFT | (long) number << NUMBER_SHIFT;
    }

    static Kind of(long word) {
        return ALL[(int) word & 0xff];
    }

    static int name(long word) {
        return (int) (word >>> NAME_SHIFT) & NAME_MASK;
    }

    static int number(long word) {
        return (int) (word >>> NUMBER_SHIFT);
    }
}
