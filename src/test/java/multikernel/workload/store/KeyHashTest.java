package multikernel.workload.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeyHashTest {

    /** A change would move keys. */
    @Test
    void shouldStayWhatItIs() {
        assertEquals(
                "c99a6c3145e5cf6e 82c08b8d09c63082",
                Long.toHexString(hash("key:000000000042", 0)) + " " + Long.toHexString(hash("abc", 0)));
    }

    @Test
    void shouldNotDependOnWhereTheKeyLies() {
        assertEquals(hash("some-longer-key", 0), hash("xyz" + "some-longer-key", 3));
    }

    @Test
    void shouldDealKeysOutEvenly() {
        var counts = new int[7];
        for (int each = 0; each < 70_000; each++) {
            counts[KeyHash.partition(hash("key-" + each, 0), counts.length)]++;
        }
        for (var count : counts) {
            assertTrue(count > 9_500 && count < 10_500, "of 10000: " + count);
        }
    }

    private static long hash(String text, int from) {
        var request = Box.request(List.of(text.substring(0, from), text.substring(from)));
        return KeyHash.of(request, 1);
    }
}
