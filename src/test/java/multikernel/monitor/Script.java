package multikernel.monitor;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import multikernel.agreement.Agreement;
import multikernel.agreement.Held;
import multikernel.agreement.Limits;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.base.Outcome;
import multikernel.base.View;

/** Plays a conversation: reads its commands, moves a {@link World} by them, and writes down what happens. */
final class Script implements World.Observer {

    private final StringBuilder out = new StringBuilder();
    private World world = new World(1, new Limits(8, 8, 64), 8, Bug.NONE);
    private boolean isQuiet;

    String play(String text) {
        for (var line : text.lines().toList()) {
            if (line.startsWith("#")) {
                out.append(line).append('\n');
            } else if (line.startsWith("> ")) {
                out.append('\n').append(line).append('\n');
                command(line.substring(2).split(" "));
            }
        }
        return out.toString();
    }

    private void command(String[] words) {
        switch (words[0]) {
            case "cores" -> boot(Integer.parseInt(words[1]), Integer.parseInt(words[words.length - 1]));
            case "start" -> world.start(core(words[1]));
            case "lost" -> world.declareLost(world.latest(core(words[1])));
            case "crash" -> crash(words);
            case "spawn" -> ask(words[1], new DomainChange.Spawn(spec(words[2])));
            case "kill" -> ask(words[1], new DomainChange.Kill(words[2]));
            case "span" -> ask(words[1], new DomainChange.Span(words[2], List.of(core(words[3])), List.of()));
            case "unspan" -> ask(words[1], new DomainChange.Span(words[2], List.of(), List.of(core(words[3]))));
            case "view" -> Stream.of(words).skip(1).forEach(word -> world.tellView(world.latest(core(word))));
            case "deliver" -> deliver(words[1], words[2]);
            case "run" -> run();
            case "show" -> show();
            default -> throw new IllegalArgumentException("no such command: " + words[0]);
        }
    }

    /** A node of which some cores have joined; how they did is told where a conversation starts one. */
    private void boot(int cores, int joined) {
        world = new World(cores, new Limits(8, 8, 64), 8, Bug.NONE);
        world.observers.add(this);
        world.observers.add(new Invariants(world));
        isQuiet = true;
        for (int core = 0; core < joined; core++) {
            world.start(CoreId.of(core));
            run();
        }
        isQuiet = false;
        ordered(world.view, world.view);
    }

    private void crash(String[] words) {
        var start = world.latest(core(words[1]));
        if (words.length > 2) {
            start.effectsUntilDeath = start.effects + Integer.parseInt(words[3]);
        } else {
            world.crash(start);
        }
    }

    private void ask(String core, DomainChange change) {
        var start = world.latest(core(core));
        world.ask(start, start.nextOperation(), change, Long.MAX_VALUE);
    }

    private void deliver(String from, String to) {
        var link = world.loaded().stream()
                .filter(each ->
                        each.from().core.equals(core(from)) && each.to().core.equals(core(to)))
                .findFirst()
                .orElseThrow();
        world.deliver(link);
    }

    /** Everything that waits, in the order of cores. */
    private void run() {
        while (true) {
            var behind = world.running().stream()
                    .filter(start -> !start.views.isEmpty())
                    .findFirst();
            if (behind.isPresent()) {
                world.tellView(behind.get());
            } else if (!world.loaded().isEmpty()) {
                world.deliver(world.loaded().getFirst());
            } else if (!world.saidJoined.isEmpty()) {
                world.hearJoined();
            } else {
                return;
            }
        }
    }

    private void show() {
        for (var start : world.running()) {
            line("  " + start + " has " + names(start.conversations.domains()));
        }
    }

    @Override
    public void ordered(View before, View after) {
        line("  view " + after.number() + ": "
                + after.members().stream()
                        .map(member ->
                                member.core().index() + "." + member.incarnation() + (member.joined() ? "" : "?"))
                        .collect(Collectors.joining(" ")));
    }

    @Override
    public void happens(Start start, MonitorEvent event) {
        line("  " + start + " "
                + switch (event) {
                    case MonitorEvent.ViewChanged changed ->
                        "is told view " + changed.view().number();
                    case MonitorEvent.FromPeer(Envelope envelope) ->
                        "<- " + envelope.from() + "." + envelope.incarnation() + " " + text(envelope.message());
                    case MonitorEvent.Ask ask -> "is asked " + ask.operation() + " " + text(ask.change());
                    case MonitorEvent.Tick tick -> "ticks";
                    case MonitorEvent.OfCapabilities about -> "is told " + about.event();
                });
    }

    @Override
    public void performed(Start start, MonitorEffect effect) {
        line("      "
                + switch (effect) {
                    case MonitorEffect.OpenChannel open ->
                        "opens its channel to " + open.to() + "." + open.incarnation();
                    case MonitorEffect.CloseChannel close ->
                        "closes its channel to " + close.to() + "." + close.incarnation();
                    case MonitorEffect.Send send ->
                        "-> " + send.to() + " " + text(send.envelope().message());
                    case MonitorEffect.Joined joined -> "says that it has joined";
                    case MonitorEffect.DomainStarted started ->
                        "starts " + started.spec().name();
                    case MonitorEffect.DomainSpanned spanned ->
                        "has " + spanned.spec().name() + " on " + spanned.spec().cores() + ", before on "
                                + spanned.before();
                    case MonitorEffect.DomainEnded ended -> "ends " + ended.name();
                    case MonitorEffect.Answered answered ->
                        "answers " + answered.operation() + " " + text(answered.outcome());
                    case MonitorEffect.Refused refused ->
                        "refuses what is late: " + refused.reason().word();
                    case MonitorEffect.OfCapabilities about -> String.valueOf(about.effect());
                });
        if (start.effects == start.effectsUntilDeath) {
            line("      is lost");
        }
    }

    private void line(String text) {
        if (!isQuiet) {
            out.append(text).append('\n');
        }
    }

    private static String text(Intermon message) {
        return switch (message) {
            case Intermon.Bind bind -> "bind";
            case Intermon.BindReply reply -> "bind reply";
            case Intermon.Bound bound -> "bound";
            case Intermon.Capabilities about -> String.valueOf(about.message());
            case Intermon.Domains about -> about.message().slice() + ": " + text(about.message());
        };
    }

    private static String text(Agreement<DomainTable, DomainChange> message) {
        return switch (message) {
            case Agreement.Request<DomainTable, DomainChange> m ->
                "request " + m.operation() + " (ask " + m.ask() + ") " + text(m.change());
            case Agreement.Done<DomainTable, DomainChange> m -> "done " + m.operation() + " (ask " + m.ask() + ")";
            case Agreement.Refuse<DomainTable, DomainChange> m ->
                "refuse " + m.operation() + " (ask " + m.ask() + ") "
                        + m.refused().refusal().word();
            case Agreement.Apply<DomainTable, DomainChange> m ->
                "apply " + m.ballot() + "/" + m.number() + " " + m.operation() + " " + text(m.change());
            case Agreement.Applied<DomainTable, DomainChange> m -> "applied " + m.ballot() + "/" + m.number();
            case Agreement.Gather<DomainTable, DomainChange> m -> "gather " + m.ballot();
            case Agreement.Promise<DomainTable, DomainChange> m ->
                "promise " + m.ballot() + ", holds " + text(m.held());
            case Agreement.State<DomainTable, DomainChange> m -> "state " + text(m.held());
        };
    }

    private static String text(Held<DomainTable> held) {
        return held.ballot() + "/" + held.number() + " " + names(held.state().rows());
    }

    private static List<String> names(List<DomainTable.Row> rows) {
        return rows.stream().map(row -> row.name() + " by " + row.operation()).toList();
    }

    private static String text(DomainChange change) {
        return switch (change) {
            case DomainChange.Spawn spawn -> "spawn " + spawn.name();
            case DomainChange.Kill kill -> "kill " + kill.name();
            case DomainChange.Span span -> "span " + span.name() + " to " + span.more() + " from " + span.less();
        };
    }

    private static String text(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> "done";
            case Outcome.Refused refused -> refused.refusal().word() + ": " + refused.detail();
        };
    }

    private static CoreId core(String word) {
        return CoreId.of(Integer.parseInt(word));
    }

    private static DomainSpec spec(String name) {
        return new DomainSpec(name, "web", List.of(CoreId.of(0)), 0, Map.of());
    }
}
