package multikernel.bench;

import java.util.AbstractMap;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map of which a change of a value copies one page in 32 and shares everything else: what stands behind
 * the volatile snapshot and behind our replica alike. Open addressing over 2,048 places, for keys from 0 that fill half
 * of them.
 */
final class PagedMap extends AbstractMap<Integer, Long> {

    private static final int PLACES = 2_048;
    private static final int PLACE_SHIFT = 21;
    private static final int PAGE = 64;
    private static final int PAGE_SHIFT = 6;
    private static final int SPREAD = 0x9E3779B9;

    private static final PagedMap EMPTY = new PagedMap(new int[PLACES], pages(), 0);

    /** One more than the key in each place, 0 where there is none. */
    private final int[] keys;

    /** Zero in a place without a key. */
    private final Long[][] pages;

    private final int size;

    private PagedMap(int[] keys, Long[][] pages, int size) {
        this.keys = keys;
        this.pages = pages;
        this.size = size;
    }

    private static Long[][] pages() {
        var pages = new Long[PLACES / PAGE][PAGE];
        for (var page : pages) {
            Arrays.fill(page, 0L);
        }
        return pages;
    }

    /** Zero for every key from 0. */
    static PagedMap zeros(int entries) {
        var map = EMPTY;
        for (int key = 0; key < entries; key++) {
            map = map.with(key, 0L);
        }
        return map;
    }

    static PagedMap of(Map<Integer, Long> entries) {
        if (entries instanceof PagedMap paged) {
            return paged;
        }
        var map = EMPTY;
        for (var entry : entries.entrySet()) {
            map = map.with(entry.getKey(), entry.getValue());
        }
        return map;
    }

    PagedMap with(int key, Long value) {
        int at = place(key);
        var changed = pages.clone();
        changed[at >>> PAGE_SHIFT] = pages[at >>> PAGE_SHIFT].clone();
        changed[at >>> PAGE_SHIFT][at & PAGE - 1] = value;
        if (keys[at] != 0) {
            return new PagedMap(keys, changed, size);
        }
        if (2 * (size + 1) > PLACES) {
            throw new IllegalStateException("the map is half full");
        }
        var more = Arrays.copyOf(keys, PLACES);
        more[at] = key + 1;
        return new PagedMap(more, changed, size + 1);
    }

    @Override
    public @Nullable Long get(Object key) {
        return get(((Integer) key).intValue());
    }

    @Nullable
    Long get(int key) {
        int at = place(key);
        return keys[at] == 0 ? null : pages[at >>> PAGE_SHIFT][at & PAGE - 1];
    }

    /** Where the key stands, or would. */
    private int place(int key) {
        int at = key * SPREAD >>> PLACE_SHIFT;
        while (keys[at] != key + 1 && keys[at] != 0) {
            at = at + 1 & PLACES - 1;
        }
        return at;
    }

    @Override
    public Set<Entry<Integer, Long>> entrySet() {
        var entries = new LinkedHashSet<Entry<Integer, Long>>();
        for (int at = 0; at < PLACES; at++) {
            if (keys[at] != 0) {
                entries.add(Map.entry(keys[at] - 1, pages[at >>> PAGE_SHIFT][at & PAGE - 1]));
            }
        }
        return entries;
    }

    @Override
    public int size() {
        return size;
    }
}
