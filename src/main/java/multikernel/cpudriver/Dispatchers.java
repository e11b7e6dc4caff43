package multikernel.cpudriver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import multikernel.base.DomainSpec;
import multikernel.cpudriver.DriverEffect.AllDrained;
import multikernel.cpudriver.DriverEffect.AllEnded;
import multikernel.cpudriver.DriverEffect.AskToDrain;
import multikernel.cpudriver.DriverEffect.DrainerRefused;
import multikernel.cpudriver.DriverEffect.Spawn;
import multikernel.cpudriver.DriverEffect.Stop;

/**
 * The dispatchers of one core, by the name of their domain: who runs, who drains, who is stopped, and who waits for a
 * name to be free.
 *
 * <p>A dispatcher that ends is drained, then stopped. When the whole core drains, dispatchers stay until the core ends,
 * since what drains elsewhere may need them; nothing is started any more. On a core that leaves, they stay until all of
 * them have drained, then all end.
 */
public final class Dispatchers {

    private final int drainersMax;
    private final Map<String, Life> lives = new TreeMap<>();
    private boolean coreDrains;
    private boolean owesAnswer;
    private boolean leaves;
    private boolean hasLeft;
    private long tickets;
    private List<DriverEffect> effects = new ArrayList<>();

    /** @param drainersMax how many a dispatcher may have, and how many may be asked before it ends */
    public Dispatchers(int drainersMax) {
        this.drainersMax = drainersMax;
    }

    public List<DriverEffect> on(DriverEvent event) {
        effects = new ArrayList<>();
        switch (event) {
            case DriverEvent.Start start -> start(start.domain());
            case DriverEvent.End end -> life(end.domain()).ifPresent(this::end);
            case DriverEvent.Gone gone -> gone(gone.domain());
            case DriverEvent.DrainerRegistered registered ->
                life(registered.domain()).ifPresent(life -> register(life, registered.drainer()));
            case DriverEvent.DrainerGone gone -> lives.values().forEach(life -> life.drainerGone(gone.drainer()));
            case DriverEvent.Drained drained -> lives.values().forEach(life -> life.answered(drained.ticket()));
            case DriverEvent.DrainAll all -> {
                owesAnswer = true;
                drainAll();
            }
            case DriverEvent.Leave leave -> {
                leaves = true;
                drainAll();
            }
        }
        settle();
        return List.copyOf(effects);
    }

    private Optional<Life> life(String domain) {
        return Optional.ofNullable(lives.get(domain));
    }

    private void start(DomainSpec domain) {
        var life = lives.get(domain.name());
        if (coreDrains) {
            return;
        }
        if (life == null) {
            spawn(domain);
        } else if (life.ends() || !life.domain.equals(domain)) {
            end(life);
            life.successor = Optional.of(domain);
        }
    }

    private void spawn(DomainSpec domain) {
        lives.put(domain.name(), new Life(domain, drainersMax));
        effects.add(new Spawn(domain));
    }

    private void end(Life life) {
        life.successor = Optional.empty();
        life.end();
        drain(life);
    }

    private void gone(String domain) {
        var life = lives.remove(domain);
        if (life != null) {
            life.successor.ifPresent(this::spawn);
        }
    }

    /** A drainer that comes while its dispatcher drains, of a behaviour that has restarted, is asked at once. */
    private void register(Life life, int drainer) {
        if (life.isStopping()) {
            return;
        }
        if (!life.register(drainer)) {
            effects.add(new DrainerRefused(life.domain.name(), drainersMax));
        } else if (life.hasBegunToDrain()) {
            ask(life, drainer);
        }
    }

    private void drainAll() {
        coreDrains = true;
        for (var life : lives.values()) {
            life.successor = Optional.empty();
            drain(life);
        }
    }

    private void drain(Life life) {
        life.drain().forEach(drainer -> ask(life, drainer));
    }

    private void ask(Life life, int drainer) {
        life.ask(drainer, ++tickets);
        effects.add(new AskToDrain(drainer, tickets));
    }

    private void settle() {
        boolean haveDrained = lives.values().stream().noneMatch(Life::drains);
        for (var life : lives.values()) {
            if (leaves && haveDrained) {
                life.end();
            }
            if (life.stop()) {
                effects.add(new Stop(life.domain.name()));
            }
        }
        if (owesAnswer && haveDrained) {
            owesAnswer = false;
            effects.add(new AllDrained());
        }
        if (leaves && !hasLeft && lives.isEmpty()) {
            hasLeft = true;
            effects.add(new AllEnded());
        }
    }
}
