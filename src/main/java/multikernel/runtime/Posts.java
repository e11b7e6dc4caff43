package multikernel.runtime;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The posts of one core, by domain; used on its thread only. */
final class Posts {

    private final Map<String, GroupPost> posts = new HashMap<>();

    void add(String domain, GroupPost post) {
        posts.put(domain, post);
    }

    @Nullable
    GroupPost remove(String domain) {
        return posts.remove(domain);
    }

    @Nullable
    GroupPost of(String domain) {
        return posts.get(domain);
    }
}
