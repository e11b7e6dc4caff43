package multikernel.settings;

/**
 * How far queries of the knowledge base may go, {@code multikernel.knowledge}; what each means stands in
 * {@code reference.conf}.
 */
public record KnowledgeSettings(long stepsMax, int depthMax, int answersMax, int goalCharactersMax, int queriesMax) {

    static KnowledgeSettings read(Section section) {
        var settings = new KnowledgeSettings(
                section.whole("steps-max", 1_000, 1 << 30),
                section.whole("depth-max", 100, 1 << 24),
                section.whole("answers-max", 1, 1 << 20),
                section.whole("goal-max", 64, 1 << 16),
                section.whole("queries-max", 1, 1 << 10));
        section.close();
        return settings;
    }
}
