package multikernel.simulation.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import multikernel.simulation.machine.Model;
import multikernel.simulation.machine.Models;
import multikernel.simulation.machine.Parameter;
import multikernel.simulation.machine.Parameters;

/**
 * What a fifth more or less of one parameter changes.
 *
 * @param less of each subject, in the order of the figure's points, its cycles divided by those with the parameter as
 *     it is
 * @param more the same with a fifth more
 */
public record Effect(Parameter parameter, List<Double> less, List<Double> more) {

    private static final double FIFTH = 0.2;

    /** Beyond this a change is told of. */
    private static final double NOTABLE = 0.005;

    public Effect {
        less = List.copyOf(less);
        more = List.copyOf(more);
    }

    /** Of every parameter that the model reads, with all its cores. */
    public static List<Effect> of(Figure figure, Model model, Parameters parameters, long seed) {
        var as = run(figure, model, parameters, seed);
        var effects = new ArrayList<Effect>();
        for (var parameter : parameters.costsOf(model.name())) {
            var less = run(figure, model, parameters.with(parameter, 1 - FIFTH), seed);
            var more = run(figure, model, parameters.with(parameter, 1 + FIFTH), seed);
            effects.add(new Effect(parameter, ratios(less, as), ratios(more, as)));
        }
        return effects;
    }

    private static List<Point> run(Figure figure, Model model, Parameters parameters, long seed) {
        var changed = Models.of(model.name(), parameters).orElseThrow();
        return figure.run(changed, parameters, List.of(changed.count()), seed);
    }

    private static List<Double> ratios(List<Point> changed, List<Point> as) {
        return IntStream.range(0, as.size())
                .mapToObj(at -> Objects.requireNonNull(changed.get(at)).p50()
                        / as.get(at).p50())
                .toList();
    }

    public boolean isNotable() {
        return IntStream.range(0, less.size()).anyMatch(at -> isNotable(less.get(at)) || isNotable(more.get(at)));
    }

    private static boolean isNotable(double ratio) {
        return Math.abs(ratio - 1) > NOTABLE;
    }
}
