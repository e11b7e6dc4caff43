package multikernel.network;

import java.util.regex.Pattern;

/**
 * Which link, which of its two ends this is and which the other. Both programs name the same link, with their own names
 * the other way round.
 */
public record LinkName(String link, String self, String peer) {

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");

    public LinkName {
        for (var word : new String[] {link, self, peer}) {
            if (!WORD.matcher(word).matches()) {
                throw new IllegalArgumentException("\"" + word + "\" in the name of a link is not 1 to 63 letters,"
                        + " digits, - and _, a letter or digit first");
            }
        }
        if (self.equals(peer)) {
            throw new IllegalArgumentException("both ends of link " + link + " are called " + self);
        }
    }

    /** The same link from the other end. */
    public LinkName turned() {
        return new LinkName(link, /* self= */ peer, /* peer= */ self);
    }

    @Override
    public String toString() {
        return link + " from " + self + " to " + peer;
    }
}
