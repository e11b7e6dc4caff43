package multikernel.bench;

import java.util.AbstractMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map of which a change copies one page in 32 and shares the others: what stands behind the volatile
 * snapshot and behind our replica alike. Open addressing inside a page of 64 places, for about a thousand small keys.
 */
final class PagedMap extends AbstractMap<Integer, Long> {

    private static final int PAGES = 32;
    private static final int PLACES = 64;
    private static final int SPREAD = 0x9E3779B9;
    private static final int PAGE_SHIFT = 27;
    private static final int PLACE_SHIFT = 20;

    private final @Nullable Object[][] pages;
    private final int size;

    private PagedMap(@Nullable Object[][] pages, int size) {
        this.pages = pages;
        this.size = size;
    }

    /** Zero for every key from 0. */
    static PagedMap zeros(int entries) {
        var map = new PagedMap(new Object[PAGES][2 * PLACES], 0);
        for (int key = 0; key < entries; key++) {
            map = map.with(key, 0L);
        }
        return map;
    }

    static PagedMap of(Map<Integer, Long> entries) {
        if (entries instanceof PagedMap paged) {
            return paged;
        }
        var map = zeros(0);
        for (var entry : entries.entrySet()) {
            map = map.with(entry.getKey(), entry.getValue());
        }
        return map;
    }

    PagedMap with(Integer key, Long value) {
        int hash = key * SPREAD;
        var changed = pages.clone();
        var page = pages[hash >>> PAGE_SHIFT].clone();
        int at = place(page, hash, key);
        boolean isNew = page[at] == null;
        page[at] = key;
        page[at + 1] = value;
        changed[hash >>> PAGE_SHIFT] = page;
        return new PagedMap(changed, isNew ? size + 1 : size);
    }

    @Override
    public @Nullable Long get(Object key) {
        int hash = (Integer) key * SPREAD;
        var page = pages[hash >>> PAGE_SHIFT];
        return (Long) page[place(page, hash, (Integer) key) + 1];
    }

    /** Where the key stands, or would. */
    private static int place(@Nullable Object[] page, int hash, Integer key) {
        int at = hash >>> PLACE_SHIFT & PLACES - 1;
        for (int looks = 0; looks < PLACES; looks++) {
            var found = (Integer) page[2 * at];
            if (found == null || found.intValue() == key.intValue()) {
                return 2 * at;
            }
            at = at + 1 & PLACES - 1;
        }
        throw new IllegalStateException("the page of " + key + " is full");
    }

    @Override
    public Set<Entry<Integer, Long>> entrySet() {
        var entries = new LinkedHashSet<Entry<Integer, Long>>();
        for (var page : pages) {
            for (int at = 0; at < page.length; at += 2) {
                if (page[at] instanceof Integer key && page[at + 1] instanceof Long value) {
                    entries.add(Map.entry(key, value));
                }
            }
        }
        return entries;
    }

    @Override
    public int size() {
        return size;
    }
}
