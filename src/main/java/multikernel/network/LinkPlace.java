package multikernel.network;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import multikernel.network.LinkRefused.Reason;

/** The directory of one link: 0700, below one for all links of this user, and gone once its files are. */
final class LinkPlace {

    private static final Set<PosixFilePermission> OURS_ALONE = PosixFilePermissions.fromString("rwx------");

    private final Path root;
    private final Path directory;

    private LinkPlace(Path root, Path directory) {
        this.root = root;
        this.directory = directory;
    }

    /** @param base a directory that is there, such as a file system in memory */
    static LinkPlace of(Path base, String link) {
        var user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9_-]", "_");
        var root = base.resolve("multikernel-" + user);
        return new LinkPlace(root, root.resolve(link));
    }

    /** The first if it is a file system in memory, else the second, which is made if it is not there. */
    static Path base(String memory, Path otherwise) {
        var first = inMemory(memory);
        try {
            return first.isPresent() ? first.get() : Files.createDirectories(otherwise);
        } catch (IOException failed) {
            throw new LinkRefused(Reason.FILES, "no directory for links at " + otherwise, failed);
        }
    }

    /** The directory, if it is one in a file system in memory. */
    static Optional<Path> inMemory(String directory) {
        var path = Path.of(directory);
        try {
            var isThere = !directory.isEmpty() && Files.isDirectory(path);
            return isThere && Files.getFileStore(path).type().equals("tmpfs") ? Optional.of(path) : Optional.empty();
        } catch (IOException failed) {
            throw new LinkRefused(Reason.FILES, "cannot look at " + path, failed);
        }
    }

    Path resolve(String file) {
        return directory.resolve(file);
    }

    /** Makes what is not there; what is there must belong to this user alone. */
    void ensure() {
        ensure(root);
        ensure(directory);
    }

    private static void ensure(Path path) {
        try {
            Files.createDirectory(path, PosixFilePermissions.asFileAttribute(OURS_ALONE));
        } catch (FileAlreadyExistsException there) {
            check(path, there);
        } catch (IOException failed) {
            throw new LinkRefused(Reason.FILES, "no directory " + path, failed);
        }
    }

    /** A directory of another user cannot be read through either, but root could. */
    private static void check(Path path, FileAlreadyExistsException there) {
        try {
            var found = Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            var ours = found.isDirectory()
                    && found.permissions().equals(OURS_ALONE)
                    && found.owner().getName().equals(me(path));
            if (!ours) {
                throw new LinkRefused(Reason.NOT_OURS, path + " is not a directory of this user with mode 0700", there);
            }
        } catch (NoSuchFileException removed) {
            ensure(path);
        } catch (IOException failed) {
            throw new LinkRefused(Reason.FILES, "cannot look at " + path, failed);
        }
    }

    private static String me(Path path) throws IOException {
        return path.getFileSystem()
                .getUserPrincipalLookupService()
                .lookupPrincipalByName(System.getProperty("user.name", ""))
                .getName();
    }

    /** Takes the directories away, unless somebody's files are in them. */
    void leave() throws IOException {
        try {
            Files.deleteIfExists(directory);
            Files.deleteIfExists(root);
        } catch (DirectoryNotEmptyException inUse) {
            return;
        }
    }

    Path directory() {
        return directory;
    }
}
