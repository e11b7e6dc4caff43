package multikernel.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import multikernel.base.CoreId;
import multikernel.capability.CapabilityType;
import multikernel.capability.Described;
import multikernel.capability.ObjectId;
import multikernel.memory.Region;
import multikernel.memory.View;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ViewsTest {

    private final Region region = Region.reserve(1 << 16);
    private final Views views = new Views(region);
    private final Described frame = frame(1, 0);
    private final Described other = frame(2, 4096);

    private static Described frame(long number, long base) {
        return new Described(new ObjectId(CoreId.of(0), 1, number), CapabilityType.FRAME, base, 4096);
    }

    @AfterEach
    void close() {
        views.closeAll();
        region.close();
    }

    @Test
    void shouldKeepOneViewOfAnObjectForEachDomain() {
        views.open(frame, "web", true);
        views.open(frame, "store", false);
        assertTrue(view(frame, "web").isWritable());
        assertFalse(view(frame, "store").isWritable());
        assertNull(views.at(frame.id(), "other"));
        assertNull(views.at(other.id(), "web"));
    }

    @Test
    void shouldCloseTheViewThatAnotherReplaces() {
        views.open(frame, "web", true);
        var old = view(frame, "web");
        views.open(frame, "web", false);
        assertFalse(old.isOpen());
        assertTrue(view(frame, "web").isOpen());
        assertFalse(view(frame, "web").isWritable());
    }

    @Test
    void shouldCloseEveryDomainsViewOfAnObjectAndNoOther() {
        views.open(frame, "web", true);
        views.open(frame, "store", true);
        views.open(other, "web", true);
        var web = view(frame, "web");
        var store = view(frame, "store");
        views.close(frame.id());
        assertFalse(web.isOpen());
        assertFalse(store.isOpen());
        assertNull(views.at(frame.id(), "web"));
        assertTrue(view(other, "web").isOpen());
    }

    @Test
    void shouldCloseOneDomainsViewAndLeaveTheOthers() {
        views.open(frame, "web", true);
        views.open(frame, "store", true);
        views.open(frame, "third", true);
        var store = view(frame, "store");
        views.close(frame.id(), "store");
        assertFalse(store.isOpen());
        assertNull(views.at(frame.id(), "store"));
        assertNotNull(views.at(frame.id(), "web"));
        assertNotNull(views.at(frame.id(), "third"));
        views.close(frame.id(), "web");
        views.close(frame.id(), "third");
        assertEquals(0, views.count());
    }

    @Test
    void shouldCloseEverythingWhenItsCoreEnds() {
        views.open(frame, "web", true);
        views.open(frame, "store", true);
        views.open(other, "web", true);
        var all = new View[] {view(frame, "web"), view(frame, "store"), view(other, "web")};
        views.closeAll();
        for (var each : all) {
            assertFalse(each.isOpen());
        }
        assertEquals(0, views.count());
    }

    private View view(Described object, String domain) {
        return Objects.requireNonNull(views.at(object.id(), domain));
    }
}
