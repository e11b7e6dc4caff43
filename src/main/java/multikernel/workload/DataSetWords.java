package multikernel.workload;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The words that the data set is made of. Their order is part of the data set: append, never sort. */
final class DataSetWords {

    /** The subjects and backings that TPC-W lists. */
    static final List<String> SUBJECTS = List.of(
            "ARTS",
            "BIOGRAPHIES",
            "BUSINESS",
            "CHILDREN",
            "COMPUTERS",
            "COOKING",
            "HEALTH",
            "HISTORY",
            "HOME",
            "HUMOR",
            "LITERATURE",
            "MYSTERY",
            "NON-FICTION",
            "PARENTING",
            "POLITICS",
            "REFERENCE",
            "RELIGION",
            "ROMANCE",
            "SELF-HELP",
            "SCIENCE-NATURE",
            "SCIENCE-FICTION",
            "SPORTS",
            "YOUTH",
            "TRAVEL");

    static final List<String> BACKINGS = List.of("HARDBACK", "PAPERBACK", "USED", "AUDIO", "LIMITED-EDITION");

    static final List<String> FIRST_NAMES = List.of(
            "Ada", "Anton", "Beatriz", "Chidi", "Clara", "Dmitri", "Edith", "Emeka", "Farid", "Greta", "Hana",
            "Ibrahim", "Ines", "Jonas", "Kenji", "Leila", "Lucia", "Magnus", "Mei", "Nadia", "Olga", "Pablo", "Priya",
            "Ravi", "Rosa", "Samir", "Sofia", "Tomas", "Vera", "Yusuf");

    private static final List<String> NAME_STARTS = List.of(
            "Al", "Ber", "Cor", "Dal", "El", "Fen", "Gar", "Hol", "Il", "Jen", "Kar", "Lin", "Mor", "Nor", "Ost", "Per",
            "Quin", "Ros", "Sten", "Tor", "Ul", "Ver", "Wal", "Yar", "Zim");

    private static final List<String> NAME_ENDS = List.of(
            "berg", "dale", "den", "eno", "feld", "gard", "ham", "ini", "kova", "lund", "man", "ner", "osa", "quist",
            "rell", "sen", "ston", "vik", "wick", "zak");

    private static final List<String> ADJECTIVES = List.of(
            "Quiet",
            "Hidden",
            "Broken",
            "Distant",
            "Golden",
            "Patient",
            "Restless",
            "Silver",
            "Unfinished",
            "Winter",
            "Borrowed",
            "Crooked",
            "Electric",
            "Forgotten",
            "Honest",
            "Narrow",
            "Open",
            "Seventh");

    private static final List<String> NOUNS = List.of(
            "Harbour",
            "Garden",
            "Machine",
            "Letter",
            "River",
            "Orchard",
            "Signal",
            "Bridge",
            "Lantern",
            "Atlas",
            "Compass",
            "Kitchen",
            "Mountain",
            "Notebook",
            "Railway",
            "Shadow",
            "Theatre",
            "Voyage",
            "Window",
            "Archive");

    private static final List<String> VERBS =
            List.of("crosses", "finds", "forgets", "mends", "follows", "measures", "remembers", "leaves");

    private DataSetWords() {}

    static String pick(Random random, List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    static String lastName(Random random) {
        return pick(random, NAME_STARTS) + pick(random, NAME_ENDS);
    }

    static String title(Random random) {
        var first = pick(random, ADJECTIVES) + " " + pick(random, NOUNS);
        return switch (random.nextInt(3)) {
            case 0 -> "The " + first;
            case 1 -> "The " + first + " and the " + pick(random, NOUNS);
            default -> "A " + pick(random, NOUNS) + " for the " + first;
        };
    }

    static String publisher(Random random) {
        return lastName(random) + " & " + lastName(random) + " Press";
    }

    /** Whole sentences, at least one, as many as fit. */
    static String prose(Random random, int charactersMax) {
        var text = new StringBuilder();
        while (true) {
            var sentence = "The %s %s %s the %s %s."
                    .formatted(
                            lower(pick(random, ADJECTIVES)),
                            lower(pick(random, NOUNS)),
                            pick(random, VERBS),
                            lower(pick(random, ADJECTIVES)),
                            lower(pick(random, NOUNS)));
            if (!text.isEmpty() && text.length() + sentence.length() >= charactersMax) {
                return text.toString();
            }
            text.append(text.isEmpty() ? "" : " ").append(sentence);
        }
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
