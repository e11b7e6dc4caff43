package multikernel.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What a core's thread is in the middle of, as its stack shows it.
 *
 * @param behavior the class of the outermost call that is neither Akka's nor ours around every behaviour
 * @param calls innermost first, as far as that one
 */
record StallStack(String behavior, List<String> calls) {

    /** Enough to see who waits for what. */
    private static final int CALLS_MAX = 16;

    private static final List<String> AROUND = List.of("akka.", "scala.", "java.", "jdk.");

    private static final Set<String> OURS = Set.of(
            CoreLoop.class.getName(),
            RunQueue.class.getName(),
            Rest.class.getName(),
            ChannelFullInterceptor.class.getName(),
            DispatcherLife.class.getName());

    static StallStack of(StackTraceElement[] stack) {
        var outermost = Arrays.stream(stack)
                .map(StackTraceElement::getClassName)
                .toList()
                .lastIndexOf(RunQueue.class.getName());
        var behavior = outermost < 0 ? stack.length - 1 : outermost;
        while (behavior > 0 && isAround(stack[behavior].getClassName())) {
            behavior--;
        }
        if (stack.length == 0 || isAround(stack[behavior].getClassName())) {
            return new StallStack("unknown", calls(stack, stack.length));
        }
        return new StallStack(stack[behavior].getClassName(), calls(stack, behavior + 1));
    }

    private static boolean isAround(String type) {
        return OURS.contains(type) || AROUND.stream().anyMatch(type::startsWith);
    }

    private static List<String> calls(StackTraceElement[] stack, int count) {
        return Arrays.stream(stack)
                .limit(Math.min(count, CALLS_MAX))
                .map(StackTraceElement::toString)
                .toList();
    }
}
