package multikernel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class BarTest {

    private final StringWriter text = new StringWriter();

    @Test
    void shouldSayLinesAloneWhereNobodyLooks() {
        var bar = new Bar(new PrintWriter(text), false);
        bar.show(0.5);
        bar.line("8 subjects");
        bar.show(1);
        assertEquals("8 subjects" + System.lineSeparator(), text.toString());
    }

    @Test
    void shouldFillUpBelowTheLinesAndDisappearAtTheEnd() {
        var bar = new Bar(new PrintWriter(text), true);
        bar.show(0.25);
        bar.line("8 subjects");
        bar.show(1);
        assertEquals(
                "\r[" + "#".repeat(10) + " ".repeat(30) + "]  25 %\u001b[K" + "\r\u001b[K8 subjects"
                        + System.lineSeparator() + "\r\u001b[K",
                text.toString());
    }
}
