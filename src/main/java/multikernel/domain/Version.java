package multikernel.domain;

import java.util.Optional;

/** What is running: the version of the jar, or the word for a tree of classes. */
public final class Version {

    public static final String TEXT = Optional.ofNullable(
                    Version.class.getPackage().getImplementationVersion())
            .orElse("development");

    private Version() {}
}
