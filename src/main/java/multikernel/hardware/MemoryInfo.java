package multikernel.hardware;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import multikernel.hardware.Topology.MemoryRange;

/** How much memory there is, and where it lies. */
final class MemoryInfo {

    private static final Pattern TOTAL = Pattern.compile("MemTotal:\\s*(\\d{1,15}) kB");
    private static final Pattern BLOCK = Pattern.compile("memory(\\d{1,9})");

    private final SystemFiles files;

    MemoryInfo(SystemFiles files) {
        this.files = files;
    }

    long totalBytes() {
        return total("proc/meminfo");
    }

    long nodeBytes(int node) {
        return total("sys/devices/system/node/node" + node + "/meminfo");
    }

    private long total(String path) {
        var matcher = TOTAL.matcher(files.read(path).orElse(""));
        return matcher.find() ? Long.parseLong(matcher.group(1)) * 1024 : -1;
    }

    /** The blocks that can be taken off line one by one, those that touch put together. */
    List<MemoryRange> ranges(String nodeDirectory) {
        long blockBytes = blockBytes();
        var ranges = new ArrayList<MemoryRange>();
        if (blockBytes > 0) {
            for (long block : blocks(nodeDirectory)) {
                var last = ranges.isEmpty() ? null : ranges.getLast();
                if (last != null && last.base() + last.bytes() == block * blockBytes) {
                    ranges.set(ranges.size() - 1, new MemoryRange(last.base(), last.bytes() + blockBytes));
                } else {
                    ranges.add(new MemoryRange(block * blockBytes, blockBytes));
                }
            }
        }
        return ranges;
    }

    /** The only number of them all that is written in hexadecimal, and without a sign for it. */
    private long blockBytes() {
        var text = files.line("sys/devices/system/memory/block_size_bytes").orElse("");
        return text.matches("[0-9a-f]{1,9}") ? Long.parseLong(text, 16) : -1;
    }

    private TreeSet<Long> blocks(String directory) {
        var blocks = new TreeSet<Long>();
        for (var name : files.names(directory)) {
            var matcher = BLOCK.matcher(name);
            if (matcher.matches()) {
                blocks.add(Long.parseLong(matcher.group(1)));
            }
        }
        return blocks;
    }
}
