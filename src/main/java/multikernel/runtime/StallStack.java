package multikernel.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What a core's thread is in the middle of, as its stack shows it.
 *
 * @param behavior the class of the outermost call that is neither Akka's nor ours around every behaviour
 * @param calls innermost first, as far as that one
 * @param isLoading whether the JVM finds, reads or links a class on behalf of it, each of which it does once
 */
record StallStack(String behavior, List<String> calls, boolean isLoading) {

    /** Enough to see who waits for what. */
    private static final int CALLS_MAX = 16;

    private static final List<String> AROUND = List.of("akka.", "scala.", "java.", "jdk.");

    private static final List<String> LOADING = List.of(
            "java.lang.ClassLoader",
            "java.lang.invoke.MethodHandleNatives",
            "jdk.internal.classfile.",
            "jdk.internal.loader.");

    /** Where Akka begins to run an actor's message, or a task. */
    private static final Set<String> ENTRIES = Set.of("akka.actor.ActorCell", "akka.dispatch.TaskInvocation");

    private static final Set<String> OURS = Set.of(
            Incarnation.class.getName(),
            CoreLoop.class.getName(),
            Rest.class.getName(),
            ChannelFullInterceptor.class.getName(),
            DispatcherLife.class.getName());

    static StallStack of(StackTraceElement[] stack) {
        var behavior = entry(stack);
        while (behavior > 0 && isAround(stack[behavior].getClassName())) {
            behavior--;
        }
        if (stack.length == 0 || isAround(stack[behavior].getClassName())) {
            return new StallStack("unknown", calls(stack, stack.length), isLoading(stack));
        }
        return new StallStack(stack[behavior].getClassName(), calls(stack, behavior + 1), isLoading(stack));
    }

    /** The outermost such call, and the outermost of all where there is none. */
    private static int entry(StackTraceElement[] stack) {
        for (var call = stack.length - 1; call >= 0; call--) {
            if (ENTRIES.contains(stack[call].getClassName())) {
                return call;
            }
        }
        return stack.length - 1;
    }

    private static boolean isLoading(StackTraceElement[] stack) {
        return Arrays.stream(stack).anyMatch(call -> LOADING.stream().anyMatch(call.getClassName()::startsWith));
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
