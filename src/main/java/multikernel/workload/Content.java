package multikernel.workload;

/** What a response carries: bytes in memory, or a part of a file that the front-end sends straight from the disk. */
public sealed interface Content permits Body, FileSlice {

    long length();

    Content slice(long start, long size);
}
