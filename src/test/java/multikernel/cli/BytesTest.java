package multikernel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class BytesTest {

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "4096,4096",
        "4096b,4096",
        "4k,4096",
        "4K,4096",
        "4KiB,4096",
        "4kb,4096",
        "1M,1048576",
        "2GiB,2147483648",
        "8388607T,9223370937343148032"
    })
    void shouldReadEveryUnitAsAPowerOf1024(String text, long bytes) {
        assertEquals(bytes, new Bytes().convert(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k", "-1", "1.5k", "4 k", "4x", "4kk", "0x10", "8388608T", "9999999999999999999", "١"})
    void shouldRefuseWhatIsNoNumberOfBytes(String text) {
        assertThrows(TypeConversionException.class, () -> new Bytes().convert(text));
    }

    @Test
    void shouldSayANumberInTheLargestUnitThatIsExact() {
        assertEquals("0 B", Bytes.text(0));
        assertEquals("1 B", Bytes.text(1));
        assertEquals("4097 B", Bytes.text(4097));
        assertEquals("12 KiB", Bytes.text(12_288));
        assertEquals("1025 KiB", Bytes.text(1025 * 1024));
        assertEquals("3 MiB", Bytes.text(3 << 20));
        assertEquals("8 TiB", Bytes.text(8L << 40));
        assertEquals("1024 TiB", Bytes.text(1L << 50));
    }
}
