package multikernel.runtime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a gateway carries for the cores of its node. A core that is stuck cannot end its channels itself, and nobody may
 * do it in its place but for what the gateway has of them: so those at the other ends learn of it. Of the gateway's
 * thread.
 */
final class CarriedEnds {

    private record End(Incarnation core, Runnable close) {}

    private final Map<Gateway.Carriage, End> ends = new LinkedHashMap<>();

    /**
     * @param core whose end it is
     * @param close what is done once it is shut out; at once, if it is
     */
    void add(Incarnation core, Gateway.Carriage carriage, Runnable close) {
        if (core.isFenced()) {
            close.run();
        } else {
            ends.put(carriage, new End(core, close));
        }
    }

    /** Nobody carries it any more; false if it was over before. */
    boolean over(Gateway.Carriage carriage) {
        return ends.remove(carriage) != null;
    }

    /** Some core has ended or was shut out. One that has ended has said so itself. */
    void lookAtCores() {
        for (var carriage : List.copyOf(ends.keySet())) {
            var end = ends.get(carriage);
            if (end != null && end.core().isFenced()) {
                ends.remove(carriage);
                end.close().run();
            }
        }
    }
}
