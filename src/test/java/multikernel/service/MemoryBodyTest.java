package multikernel.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the paths of capabilities do not take, and that they name the member that is wrong. */
class MemoryBodyTest {

    private static final String ALL = "/api/capabilities";

    @TempDir
    static Path data;

    private static ServedNode node;
    private static String frame;

    @BeforeAll
    static void open() throws Exception {
        node = new ServedNode(data);
        var ram = node.act("POST", ALL, "{\"bytes\":8192}").json().path("ref").asText();
        frame = node.act("POST", ALL + "/" + ram + "/retype", "{\"type\":\"frame\",\"count\":1}")
                .json()
                .at("/capabilities/0/ref")
                .asText();
    }

    @AfterAll
    static void close() throws Exception {
        node.close();
    }

    @BeforeEach
    void forget() {
        node.kernel.memory.asked = Optional.empty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "|{}|bytes",
                "|{`bytes`:0}|bytes",
                "|{`bytes`:-4096}|bytes",
                "|{`bytes`:4096.0}|bytes",
                "|{`bytes`:`4096`}|bytes",
                "|{`bytes`:9223372036854775808}|bytes",
                "|{`bytes`:1e400}|bytes",
                "|{`bytes`:null}|bytes",
                "|{`bytes`:4096,`core`:`0`}|core",
                "|{`bytes`:4096,`core`:null}|core",
                "|{`bytes`:4096,`cores`:0}|cores",
                "|{`bytes`:4096,`bytes`:8192}|bytes"
            })
    void shouldNameTheMemberThatIsWrongOfAnAllocation(String word, String body, String member) throws Exception {
        assertRefused(word, body, member);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "retype|{`count`:1}|type",
                "retype|{`type`:`frames`,`count`:1}|type",
                "retype|{`type`:7,`count`:1}|type",
                "retype|{`type`:`frame`}|count",
                "retype|{`type`:`frame`,`count`:0}|count",
                "retype|{`type`:`frame`,`count`:2147483648}|count",
                "retype|{`type`:`frame`,`count`:1,`bytes`:0}|bytes",
                "retype|{`type`:`frame`,`count`:1,`offset`:-1}|offset",
                "retype|{`type`:`frame`,`count`:1,`offset`:18446744073709551616}|offset"
            })
    void shouldNameTheMemberThatIsWrongOfARetype(String word, String body, String member) throws Exception {
        assertRefused(word, body, member);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "copy|{}|core",
                "copy|{`core`:[0]}|core",
                "copy|{`core`:0,`domain`:`web`}|domain",
                "move|{`core`:0.5}|core",
                "mint|{}|rights",
                "mint|{`rights`:``}|rights",
                "mint|{`rights`:`read,execute`}|rights",
                "mint|{`rights`:[]}|rights",
                "mint|{`rights`:[1]}|rights",
                "mint|{`rights`:15}|rights"
            })
    void shouldNameTheMemberThatIsWrongOfACopyAMoveOrAMint(String word, String body, String member) throws Exception {
        assertRefused(word, body, member);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "map|{`access`:`read`}|cores",
                "map|{`cores`:[]}|cores",
                "map|{`cores`:`some`}|cores",
                "map|{`cores`:[`0`]}|cores",
                "map|{`cores`:0}|cores",
                "map|{`cores`:[0],`access`:`execute`}|access",
                "map|{`cores`:[0],`access`:true}|access",
                "unmap|{`force`:true}|force",
                "unmap|[]|body",
                "revoke|{`force`:true}|force"
            })
    void shouldNameTheMemberThatIsWrongOfAMapAnUnmapOrARevoke(String word, String body, String member)
            throws Exception {
        assertRefused(word, body, member);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "bytes|{`offset`:0,`hex`:`00`}|core",
                "bytes|{`core`:0,`hex`:`00`}|offset",
                "bytes|{`core`:0,`offset`:0}|hex",
                "bytes|{`core`:0,`offset`:0,`hex`:``}|hex",
                "bytes|{`core`:0,`offset`:0,`hex`:`0`}|hex",
                "bytes|{`core`:0,`offset`:0,`hex`:`0g`}|hex",
                "bytes|{`core`:0,`offset`:0,`hex`:`0x00`}|hex",
                "bytes|{`core`:0,`offset`:0,`hex`:[0]}|hex"
            })
    void shouldNameTheMemberThatIsWrongOfAWrite(String word, String body, String member) throws Exception {
        assertRefused(word, body, member);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "offset=0&bytes=1,core",
                "core=0&bytes=1,offset",
                "core=0&offset=0,bytes",
                "core=0&offset=0&bytes=0,bytes",
                "core=0&offset=0&bytes=16385,bytes",
                "core=0&offset=-1&bytes=1,offset",
                "core=0&offset=1e3&bytes=1,offset",
                "core=0&offset=9999999999999999999&bytes=1,offset",
                "core=+0&offset=0&bytes=1,core",
                "core=0&core=1&offset=0&bytes=1,core",
                "core=0&offset=0&bytes=1&as=text,as"
            })
    void shouldNameTheParameterThatIsWrong(String query, String member) throws Exception {
        assertNames(member, node.act("GET", ALL + "/" + frame + "/bytes?" + query, ""));
    }

    @Test
    void shouldTakeNoParametersWhereThereAreNone() throws Exception {
        assertNames("core", node.get(ALL + "?core=0"));
        assertNames("all", node.get(ALL + "/" + frame + "?all=1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "null", "7", "[]", "\"frame\"", "{'core':0}", "{\"core\":0}x", "{\"core\":}"})
    void shouldRefuseWhatIsNotTheObjectAskedFor(String body) throws Exception {
        for (var word : new String[] {"copy", "mint", "move", "map", "retype", "bytes"}) {
            node.act("POST", ALL + "/" + frame + "/" + word, body).assertProblem(400, "malformed");
        }
        assertEquals(Optional.empty(), node.kernel.memory.asked);
    }

    @Test
    void shouldRefuseACoreThatNoNodeCanHave() throws Exception {
        for (var core : new String[] {"-1", "1024", "99999999999999999999"}) {
            var copy = node.act("POST", ALL + "/" + frame + "/copy", "{\"core\":" + core + "}");
            assertEquals("core " + core, copy.assertProblem(409, "no-such-core"));
            node.act("POST", ALL + "/" + frame + "/map", "{\"cores\":[0," + core + "]}")
                    .assertProblem(409, "no-such-core");
        }
        assertEquals(Optional.empty(), node.kernel.memory.asked);
    }

    private static void assertRefused(String word, String body, String member) throws Exception {
        var path = word == null ? ALL : ALL + "/" + frame + "/" + word;
        assertNames(member, node.act("POST", path, body.replace('`', '"')));
    }

    private static void assertNames(String member, Reply reply) {
        var detail = reply.assertProblem(400, "malformed");
        assertTrue(detail.contains(member), detail);
        assertEquals(Optional.empty(), node.kernel.memory.asked);
    }
}
