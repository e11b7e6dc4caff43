package multikernel.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** After how many a command ends that else goes on until Ctrl-C; 0: it goes on. */
final class Count implements ITypeConverter<Integer> {

    private static final Pattern FORM = Pattern.compile("[0-9]{1,9}");

    @Override
    public Integer convert(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new TypeConversionException("'" + text + "' is no number from 0 to 999999999");
        }
        return Integer.valueOf(text);
    }
}
