package multikernel.domain;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import multikernel.base.NodeMember;

/**
 * What a node says of itself with its membership, in Akka's roles: they are fixed before it starts and go wherever its
 * membership goes.
 */
public record NodeRole(NodeMember node, int cores) {

    private static final String NAME = "node=";
    private static final String INCARNATION = "incarnation=";
    private static final String CORES = "cores=";

    List<String> words() {
        return List.of(NAME + node.name(), INCARNATION + node.incarnation(), CORES + cores);
    }

    /** Empty for a process that is no node of ours. */
    public static Optional<NodeRole> of(Set<String> words) {
        var incarnation = value(words, INCARNATION).flatMap(NodeRole::number);
        var cores = value(words, CORES).flatMap(NodeRole::number);
        return value(words, NAME)
                .filter(name -> incarnation.isPresent() && cores.isPresent())
                .map(name -> new NodeRole(new NodeMember(name, incarnation.orElseThrow()), cores.orElseThrow()));
    }

    private static Optional<String> value(Set<String> words, String key) {
        return words.stream()
                .filter(word -> word.startsWith(key))
                .map(word -> word.substring(key.length()))
                .findFirst();
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[1-9][0-9]{0,8}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}
