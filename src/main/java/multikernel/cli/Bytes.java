package multikernel.cli;

import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Numbers of bytes as people write and read them: {@code 4096}, {@code 4k}, {@code 4 KiB}; every unit is a power of
 * 1024.
 */
final class Bytes implements ITypeConverter<Long> {

    private static final String UNITS = "kmgt";
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})(?:([kmgt])(?:i?b)?|b)?");

    @Override
    public Long convert(String text) {
        var matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            int shift = matcher.group(2) == null ? 0 : 10 * (UNITS.indexOf(matcher.group(2)) + 1);
            if (number <= Long.MAX_VALUE >> shift) {
                return number << shift;
            }
        }
        throw new TypeConversionException("'" + text + "' is no number of bytes such as 4096, 4k or 1M");
    }

    /** In the largest unit that says it exactly. */
    static String text(long bytes) {
        int power = 0;
        long number = bytes;
        while (power < UNITS.length() && number != 0 && number % 1024 == 0) {
            number /= 1024;
            power++;
        }
        return number + (power == 0 ? " B" : " " + Character.toUpperCase(UNITS.charAt(power - 1)) + "iB");
    }
}
