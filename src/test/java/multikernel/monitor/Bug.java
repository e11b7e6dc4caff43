package multikernel.monitor;

import java.util.List;
import java.util.function.Consumer;
import multikernel.monitor.World.Start;

/** What a wrong protocol would do differently, seen from outside: it changes what a monitor hears and what it does. */
interface Bug {

    Bug NONE = new Bug() {};

    default List<MonitorEvent> before(World world, Start start, MonitorEvent event) {
        return List.of(event);
    }

    /** @param next takes events that the monitor is told as soon as these effects are performed */
    default List<MonitorEffect> after(
            World world, Start start, MonitorEvent event, List<MonitorEffect> effects, Consumer<MonitorEvent> next) {
        return effects;
    }
}
