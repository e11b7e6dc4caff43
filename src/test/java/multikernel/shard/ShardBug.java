package multikernel.shard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a wrong implementation would do differently, seen from outside. */
interface ShardBug {

    ShardBug NONE = new ShardBug() {};

    default @Nullable ShardMessage said(ShardStart by, ShardMessage message) {
        return message;
    }

    default @Nullable ShardMessage heard(ShardStart by, ShardMessage message) {
        return message;
    }

    default List<ShardAct> done(ShardAct act) {
        return List.of(act);
    }

    default ShardLimits limits(ShardLimits limits, int node) {
        return limits;
    }

    /** Whether the first start of a node founds the partitions. */
    default boolean founds(int node) {
        return node == 0;
    }

    /** Whether a core that starts again where the partitions were founded founds them at once. */
    default boolean foundsAgainWithoutAsking() {
        return false;
    }

    /** Whether a host that is asked whether it has a seat always says no. */
    default boolean deniesItsSeat() {
        return false;
    }

    /** Whether a host takes whoever speaks for the latest start where that is. */
    default boolean hearsWhoIsOver() {
        return false;
    }

    /** Whether a dispatcher that starts again takes the seat that it had. */
    default boolean keepsSeat() {
        return false;
    }

    /** Whether a core that fails says so first, and goes on for a while. */
    default boolean endsAfterItSaidSo() {
        return false;
    }

    /** Whether it is said of a core that stands still that it has ended. */
    default boolean takesTheStuckForEnded() {
        return false;
    }

    /** Whether nobody sees of a start that the one before may go on. */
    default boolean beginsNoEra() {
        return false;
    }

    /** Whether a node takes itself for the heir of who began the cluster, whoever else has left or is there. */
    default boolean inheritsAnyhow() {
        return false;
    }

    /** Whether a group has seats on other nodes before these agreed on where it begins. */
    default boolean growsUnagreed() {
        return false;
    }

    /** Whether who founded keeps that when the nodes agreed on another. */
    default boolean keepsWhatBeginsElsewhere() {
        return false;
    }

    default boolean readsWithoutLease() {
        return false;
    }

    default boolean answersAtOnce() {
        return false;
    }

    /** Whether a host takes for no member whose channel has ended. */
    default boolean takesTheSilentForLost() {
        return false;
    }
}
