package multikernel.cli;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Takes every KEY=VALUE that follows an option, and leaves the first argument that is none to others. */
final class Pairs implements IParameterConsumer {

    @Override
    @SuppressWarnings("JdkObsolete") // picocli hands over a Stack
    public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
        Map<String, String> pairs = option.getValue();
        int before = arguments.size();
        while (!arguments.isEmpty() && isPair(arguments.peek())) {
            var pair = arguments.pop().split("=", 2);
            if (pairs.put(pair[0], pair[1]) != null) {
                throw new ParameterException(command.commandLine(), "--set " + pair[0] + " is given twice");
            }
        }
        if (arguments.size() == before) {
            throw new ParameterException(command.commandLine(), "--set takes KEY=VALUE");
        }
    }

    private static boolean isPair(String argument) {
        return argument.indexOf('=') > 0 && !argument.startsWith("-");
    }
}
