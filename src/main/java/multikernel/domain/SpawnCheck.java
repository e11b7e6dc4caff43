package multikernel.domain;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.base.Outcome;
import multikernel.base.Policy;
import multikernel.base.Refusal;
import multikernel.monitor.Wire;

/** What can be refused of a domain before any core is asked. Pure. */
final class SpawnCheck {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    /** Of one domain; every core that it is on looks at its part of them several times a second. */
    private static final int SHARDS_MAX = 65_536;

    private final Map<String, Kind> kinds;
    private final int cores;

    SpawnCheck(Map<String, Kind> kinds, int cores) {
        this.kinds = Map.copyOf(kinds);
        this.cores = cores;
    }

    Optional<Outcome.Refused> refusal(DomainSpec domain) {
        var kind = kinds.get(domain.kind());
        if (!NAME.matcher(domain.name()).matches()) {
            return refuse(Refusal.BAD_NAME, "name '" + domain.name() + "'");
        }
        if (domain.name().equals(MemoryDesk.OPERATOR)) {
            return refuse(Refusal.NAME_TAKEN, "the API and the command line act as " + MemoryDesk.OPERATOR);
        }
        if (kind == null) {
            return refuse(Refusal.NO_SUCH_KIND, "kind '" + domain.kind() + "'; there are " + kinds.keySet());
        }
        if (domain.shards() != 0 && !kind.isSharded()) {
            return refuse(Refusal.NOT_SUPPORTED, "shards = " + domain.shards() + "; kind " + kind.name() + " has none");
        }
        if (domain.shards() < 0 || domain.shards() > SHARDS_MAX) {
            return refuse(Refusal.NOT_SUPPORTED, "shards = " + domain.shards() + "; give 0 to " + SHARDS_MAX);
        }
        return cores(domain).or(() -> settings(kind, domain));
    }

    /**
     * The same of a domain that runs and is to be on more cores.
     *
     * @param canSpan whether its kind can have a dispatcher on a core more at all
     */
    Optional<Outcome.Refused> refusalOfSpan(DomainSpec before, List<CoreId> more, boolean canSpan) {
        if (!canSpan) {
            return refuse(
                    Refusal.NOT_SUPPORTED,
                    before.name() + " shares replicated objects or shards among the cores that it was spawned on");
        }
        var after = before.on(more, List.of());
        return cores(after)
                .or(() -> more.stream()
                        .filter(core -> !before.cores().contains(core) && isKept(after, core))
                        .findFirst()
                        .flatMap(core -> refuse(
                                Refusal.NOT_SUPPORTED,
                                core + " would have to hold what another core of " + before.name()
                                        + " holds: give higher ones")));
    }

    private boolean isKept(DomainSpec domain, CoreId core) {
        var kind = kinds.get(domain.kind());
        return kind != null && kind.keeps(domain, core).isPresent();
    }

    private Optional<Outcome.Refused> cores(DomainSpec domain) {
        if (domain.cores().isEmpty()) {
            return refuse(Refusal.NO_CORES, "");
        }
        var last = domain.cores().getLast();
        return last.index() < cores
                ? Optional.empty()
                : refuse(Refusal.NO_SUCH_CORE, last + "; the node has 0 to " + (cores - 1));
    }

    private static Optional<Outcome.Refused> settings(Kind kind, DomainSpec domain) {
        var known = kind.settings().stream().map(Setting::name).toList();
        for (var name : domain.settings().keySet().stream().sorted().toList()) {
            if (!known.contains(name)) {
                return refuse(Refusal.UNKNOWN_SETTING, "setting '" + name + "'; kind " + kind.name() + " has " + known);
            }
        }
        for (var setting : domain.settings().entrySet()) {
            if (setting.getValue().getBytes(StandardCharsets.UTF_8).length > Wire.TEXT_BYTES_MAX) {
                var reason = "setting '" + setting.getKey() + "' has more than " + Wire.TEXT_BYTES_MAX + " bytes";
                return refuse(Refusal.BAD_SETTING, reason);
            }
        }
        var policy = domain.settings().get(Policy.SETTING);
        if (policy != null
                && known.contains(Policy.SETTING)
                && Policy.named(policy).isEmpty()) {
            return refuse(Refusal.BAD_SETTING, "setting policy is '" + policy + "': give restart, stop or move");
        }
        return kind.refusal(complete(kind, domain)).flatMap(reason -> refuse(Refusal.BAD_SETTING, reason));
    }

    /** Loads what a kind that is there needs. */
    void prepare(DomainSpec domain) {
        Objects.requireNonNull(kinds.get(domain.kind()), domain::kind).prepare();
    }

    /** The domain with every setting of its kind filled in. */
    DomainSpec complete(DomainSpec domain) {
        var kind = kinds.get(domain.kind());
        return kind == null ? domain : complete(kind, domain);
    }

    private static DomainSpec complete(Kind kind, DomainSpec domain) {
        var settings = new HashMap<String, String>();
        kind.settings().forEach(setting -> settings.put(setting.name(), setting.defaultValue()));
        settings.putAll(domain.settings());
        return domain.with(settings);
    }

    private static Optional<Outcome.Refused> refuse(Refusal refusal, String detail) {
        return Optional.of(new Outcome.Refused(refusal, detail));
    }
}
