package multikernel.workload.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A partition with all the room there is, obvious and slow: replies as text, words as strings. */
final class Model {

    private record Held(String value, long expiresAt) {}

    private final Map<String, Held> held = new HashMap<>();

    String execute(List<String> words, long now) {
        held.values().removeIf(each -> each.expiresAt() != 0 && each.expiresAt() <= now);
        var key = words.size() > 1 ? words.get(1) : "";
        var present = held.get(key);
        return switch (words.getFirst()) {
            case "GET" -> bulk(present);
            case "STRLEN" -> ":" + (present == null ? 0 : present.value().length());
            case "EXISTS" -> ":" + (present == null ? 0 : 1);
            case "TTL" -> ttl(present, now, 1000);
            case "PTTL" -> ttl(present, now, 1);
            case "DEL" -> ":" + (held.remove(key) == null ? 0 : 1);
            case "GETDEL" -> bulk(held.remove(key));
            case "SET" -> set(key, words, present, now);
            case "APPEND" -> {
                put(key, (present == null ? "" : present.value()) + words.get(2), present);
                yield ":"
                        + ((present == null ? 0 : present.value().length())
                                + words.get(2).length());
            }
            case "INCRBY" -> add(key, present, words.get(2));
            case "PEXPIRE" -> expire(key, present, Long.parseLong(words.get(2)), now);
            case "PERSIST" -> {
                if (present == null || present.expiresAt() == 0) {
                    yield ":0";
                }
                held.put(key, new Held(present.value(), 0));
                yield ":1";
            }
            case "FLUSHALL" -> {
                held.clear();
                yield "+OK";
            }
            default -> throw new IllegalArgumentException(words.toString());
        };
    }

    int count() {
        return held.size();
    }

    private void put(String key, String value, @Nullable Held before) {
        held.put(key, new Held(value, before == null ? 0 : before.expiresAt()));
    }

    private String set(String key, List<String> words, @Nullable Held present, long now) {
        var options = words.subList(3, words.size());
        var isRefused = present == null ? options.contains("XX") : options.contains("NX");
        var answer = options.contains("GET") ? bulk(present) : isRefused ? "$-1" : "+OK";
        if (!isRefused) {
            var px = options.indexOf("PX");
            var kept = present == null || !options.contains("KEEPTTL") ? 0 : present.expiresAt();
            var time = px >= 0 ? now + Long.parseLong(options.get(px + 1)) : kept;
            held.put(key, new Held(words.get(2), time));
        }
        return answer;
    }

    private String add(String key, @Nullable Held present, String more) {
        try {
            var value = present == null ? "0" : present.value();
            if (!Long.toString(Long.parseLong(value)).equals(value)) {
                throw new NumberFormatException(value);
            }
            var sum = Math.addExact(Long.parseLong(value), Long.parseLong(more));
            put(key, Long.toString(sum), present);
            return ":" + sum;
        } catch (NumberFormatException notANumber) {
            return "-" + Errors.NOT_AN_INTEGER;
        } catch (ArithmeticException overflow) {
            return "-" + Errors.OVERFLOW;
        }
    }

    private String expire(String key, @Nullable Held present, long millis, long now) {
        if (present == null) {
            return ":0";
        }
        if (millis <= 0) {
            held.remove(key);
        } else {
            held.put(key, new Held(present.value(), now + millis));
        }
        return ":1";
    }

    private static String ttl(@Nullable Held present, long now, int unit) {
        return ":"
                + (present == null
                        ? -2
                        : present.expiresAt() == 0 ? -1 : (present.expiresAt() - now + unit / 2) / unit);
    }

    private static String bulk(@Nullable Held present) {
        return present == null ? "$-1" : "$" + present.value().length() + "\n" + present.value();
    }
}
