package multikernel.workload;

/**
 * A part of a file too large to be held in memory.
 *
 * @param path the real path, without links, found to be inside the site
 */
public record FileSlice(String path, long from, long length) implements Content {

    @Override
    public FileSlice slice(long start, long size) {
        if (start < 0 || size < 0 || start + size > length) {
            throw new IndexOutOfBoundsException(start + " and " + size + " of " + length);
        }
        return new FileSlice(path, from + start, size);
    }
}
