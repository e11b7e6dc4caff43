package multikernel.network.cluster;

import akka.actor.ActorSystem;
import akka.actor.Props;
import akka.cluster.Cluster;
import akka.cluster.DowningProvider;
import akka.cluster.sbr.SplitBrainResolver;
import akka.cluster.sbr.SplitBrainResolverSettings;
import scala.Option;
import scala.concurrent.duration.FiniteDuration;

/** Akka's split brain resolver with a rule of ours, {@link KeepHearing}. Akka makes it, by the name of the class. */
public final class Removal extends DowningProvider {

    private final ActorSystem system;

    public Removal(ActorSystem system) {
        this.system = system;
    }

    @Override
    public FiniteDuration downRemovalMargin() {
        return Cluster.get(system).settings().DownRemovalMargin();
    }

    @Override
    public Option<Props> downingActorProps() {
        var cluster = Cluster.get(system);
        var stableAfter = new SplitBrainResolverSettings(system.settings().config()).DowningStableAfter();
        var rule = new KeepHearing(cluster.selfDataCenter(), cluster.selfUniqueAddress());
        return Option.apply(SplitBrainResolver.props(stableAfter, rule));
    }
}
