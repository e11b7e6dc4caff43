package multikernel.simulation.machine;

import java.util.Arrays;
import java.util.Locale;

/**
 * One number of the models.
 *
 * @param machine its name, or {@code all}
 * @param value a number, or for {@code links} pairs of packages
 * @param source the table and cell that it comes from, or the rule
 */
public record Parameter(String machine, String name, String value, How how, String source) {

    private static final int FIELDS = 5;

    /** How a number is known. */
    public enum How {
        /** It stands in its source. */
        GIVEN,
        /** It is doubtful in its source, the middle of a range, or a rule of ours. */
        ASSUMED,
        /** On our own code. */
        MEASURED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Parameter parse(String line) {
        var fields = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        if (fields.size() != FIELDS || fields.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("five fields are needed: " + line);
        }
        var how = Arrays.stream(How.values())
                .filter(each -> each.word().equals(fields.get(3)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("how is it known? " + line));
        return new Parameter(fields.get(0), fields.get(1), fields.get(2), how, fields.get(4));
    }

    double number() {
        return Double.parseDouble(value);
    }

    boolean isNumber() {
        return !name.equals("links");
    }

    Parameter times(double factor) {
        return new Parameter(machine, name, Double.toString(number() * factor), how, source);
    }
}
